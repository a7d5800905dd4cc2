"""Builds the redacted file: a new one, into which pages come as cleaned copies or as pictures, and nothing else."""

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf
from PIL import ImageChops

from yilan.redaction.burning import burn
from yilan.redaction.pdf.drawing import check_scale, draw, page_from, scale_of
from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.fonts.thinning import thin
from yilan.redaction.pdf.keeping.objects import Copier
from yilan.redaction.pdf.letters import is_seen, view_of
from yilan.redaction.pdf.opening import page_of, parsed, seen
from yilan.redaction.pdf.surveying import Survey

UNSEEN_ANNOTATIONS = {"/Link", "/Popup"}
COMPARED = 0.75  # pixels to a point, to see whether a cleaned page looks the same
DIFFERENT = 24  # of 255
STICKS_OUT = 0.1  # of an object's size


def build(data: bytes, survey: Survey) -> tuple[bytes, dict[int, str]]:
    """Return the new file, and why which of its pages are pictures (keys of `words.DRAWN_ANEW`)."""
    with parsed(data) as source, seen(data) as document:
        made = _Making(source, document, survey)
        made.keep_pages()
        result = made.assemble()
        if different := made.different(result):
            made.anew |= dict.fromkeys(different, "look")
            result = made.assemble()
        return result, dict(sorted(made.anew.items()))


class _Making:
    def __init__(self, source: Pdf, document: Any, survey: Survey) -> None:
        self.source, self.document, self.survey = source, document, survey
        self.target = pikepdf.new()
        self.copier = Copier(source, self.target)
        self.anew = {page: _reason(survey, page) for page in survey.pages}
        self.kept: dict[int, Dictionary] = {}
        self.drawn: dict[int, Dictionary] = {}

    @property
    def numbers(self) -> range:
        return range(1, len(self.document) + 1)

    def keep_pages(self) -> None:
        for number in self.numbers:
            if number in self.anew:
                continue
            page = page_of(self.document, number)
            try:
                self._check_page(page, number)
                view = view_of(page)
                edges = [round(one, 4) for one in (view.left, view.bottom, view.right, view.top)]
                self.kept[number] = self.target.make_indirect(self.copier.page(number, edges, view.rotation))
            except Unclean as unclean:
                self.anew[number] = unclean.reason
            finally:
                page.close()

    def _check_page(self, page: Any, number: int) -> None:
        annotations: Any = self.source.pages[number - 1].obj.get("/Annots", [])
        if any(str(one.get("/Subtype")) not in UNSEEN_ANNOTATIONS for one in annotations):
            raise Unclean("annotations")
        if not all(is_seen(letter, self.survey.sizes[number - 1]) for letter in self.survey.texts[number - 1].letters):
            raise Unclean("outside")
        left, bottom, right, top = page.get_bbox()
        for one in page.get_objects(max_depth=1):
            x0, y0, x1, y1 = one.get_bounds()
            out_across = max(left - x0, x1 - right, 0) > STICKS_OUT * (x1 - x0) + 1
            out_down = max(bottom - y0, y1 - top, 0) > STICKS_OUT * (y1 - y0) + 1
            if out_across or out_down:
                raise Unclean("outside")

    def assemble(self) -> bytes:
        self._thin_fonts()
        while len(self.target.pages):
            del self.target.pages[-1]
        for number in self.numbers:
            page = self._draw(number) if number in self.anew else self.kept[number]
            unit = self.source.pages[number - 1].obj.get("/UserUnit")
            if isinstance(unit, int | float) or unit.__class__.__name__ == "Decimal":
                page.UserUnit = unit
            self.target.pages.append(pikepdf.Page(page))
        data = io.BytesIO()
        self.target.save(data, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
        return data.getvalue()

    def _thin_fonts(self) -> None:
        done = False
        while not done:
            done = True
            for use in self.copier.fonts.values():
                pages = set(use.shown) - set(self.anew)
                if not pages:
                    continue
                try:
                    thin(use.font, {piece for page in pages for piece in use.shown[page]}, use.place, self.target)
                except Unclean as unclean:
                    self.anew |= dict.fromkeys(pages, unclean.reason)
                    done = False

    def _draw(self, number: int) -> Dictionary:
        if number not in self.drawn:
            size = self.survey.sizes[number - 1]
            check_scale(number, size)
            page = page_of(self.document, number)
            picture = draw(page, scale_of(size))
            page.close()
            across, down = picture.width / size[0], picture.height / size[1]
            burn(picture, self.survey.rectangles.get(number, ()), across, down)
            self.drawn[number] = self.target.make_indirect(page_from(self.target, picture, size))
        return self.drawn[number]

    def different(self, result: bytes) -> list[int]:
        """Return the kept pages that do not look as they did."""
        with seen(result) as after:
            return [number for number in self.numbers if number not in self.anew and self._differs(after, number)]

    def _differs(self, after: Any, number: int) -> bool:
        old, new = page_of(self.document, number), page_of(after, number)
        pictures = [one.render(scale=COMPARED, draw_annots=False).to_pil().convert("RGB") for one in (old, new)]
        old.close()
        new.close()
        if pictures[0].size != pictures[1].size:
            return True
        bands = ImageChops.difference(*pictures).split()
        return any(any(band.histogram()[DIFFERENT + 1 :]) for band in bands)


def _reason(survey: Survey, number: int) -> str:
    if number in survey.rectangles:
        return "box"
    return "content" if survey.spoken[number - 1] is None else "term"
