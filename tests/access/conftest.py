import pytest
from tests.factories.access import AccessOffice, make_office
from tests.standing import standing

from yilan.papers import rendering
from yilan.papers.errors import PdfUnavailable


@standing
def office() -> AccessOffice:
    """A bureau that answers requests; the sealed files lie in the test's own folder."""
    return make_office()


@pytest.fixture
def no_pdf(monkeypatch) -> None:
    """Let papers be DOCX alone, as on a server without Pango: setting pages is not what these tests are about."""

    def refuse(*_args: object) -> None:
        raise PdfUnavailable

    monkeypatch.setattr(rendering, "pdf_of", refuse)
