"""What makes one PDF both readable aloud (PDF/UA-1, ISO 14289-1) and fit to be kept (PDF/A-2a, ISO 19005-2).

WeasyPrint writes either; it writes ours as PDF/A-2a, with tags, and this adds what PDF/UA asks for besides.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

# The profile of the colours is ours to add: WeasyPrint leaves the file open from which it reads its own.
OPTIONS = {"pdf_variant": "pdf/a-2a", "output_intent": ""}
COLOURS = "sRGB2014.icc"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
# PDF/A knows PDF/UA's mark only when the file itself explains it (ISO 19005-2, 6.6.2.3).
TOLD = f"""
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfaExtension="{EXTENSION}" xmlns:pdfaSchema="{SCHEMA}"
 xmlns:pdfaProperty="{PROPERTY}" rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def finish(_document: Any, pdf: Any) -> None:
    """Add to a PDF, before it is written, what PDF/UA asks for; WeasyPrint calls this."""
    for thing in list(pdf.objects):
        if getattr(thing, "extra", {}).get("Type") == "/Metadata":
            thing.stream = [_with_both_marks(b"".join(thing.stream))]
        elif isinstance(thing, dict) and thing.get("S") == "/TH":
            thing["A"]["Scope"] = "/Column"  # our tables have heads above their columns only
    _name_colours(pdf)


def _name_colours(pdf: Any) -> None:
    """Say what red and black are, for printers of later days (ISO 19005-2, 6.2.3)."""
    from weasyprint.pdf import pydyf

    profile = pydyf.Stream([_profile()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    told = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile.reference}
    named = {key: pydyf.String(COLOURS) for key in ("OutputConditionIdentifier", "Info")}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(told | named)])


@cache
def _profile() -> bytes:
    return (files("weasyprint.pdf") / COLOURS).read_bytes()


def _with_both_marks(packet: bytes) -> bytes:
    start, end = packet.index(b"<x:xmpmeta"), packet.rindex(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    told = etree.fromstring(packet[start:end])
    target = told.find(f"{{{RDF}}}RDF")
    target.extend(etree.fromstring(f"<all>{TOLD}</all>"))
    return packet[:start] + etree.tostring(told, encoding="utf-8") + packet[end:]
