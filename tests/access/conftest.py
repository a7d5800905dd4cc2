import pytest
from tests.factories.access import AccessOffice, make_office

from yilan.papers import rendering
from yilan.papers.errors import PdfUnavailable


@pytest.fixture
def office(db, settings, tmp_path) -> AccessOffice:
    """A bureau that answers requests; the sealed files lie in the test's own folder."""
    settings.HOME = tmp_path
    return make_office()


@pytest.fixture
def no_pdf(monkeypatch) -> None:
    """Let papers be DOCX alone, as on a server without Pango: setting pages is not what these tests are about."""

    def refuse(*_args: object) -> None:
        raise PdfUnavailable

    monkeypatch.setattr(rendering, "pdf_of", refuse)
