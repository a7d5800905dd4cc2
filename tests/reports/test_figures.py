"""Each figure is the length of the list that it opens; the data file is whole."""

from datetime import date, datetime

import pytest
from tests.factories.disclosure import CHINA, make_column, make_publication
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.access.figures import Cell
from yilan.access.figures.layout import place_of
from yilan.disclosure.models import Column, Publication
from yilan.reports import queries
from yilan.reports.metrics import READINGS, metrics

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def year():
    """Records of 2013 and 2014 in the columns that figures name, two towns of which one was closed in 2013."""
    make_district()
    bureau = make_agency("mzj")
    make_agency("xjz", level="town")
    make_agency("old", level="town", opened_on=date(2005, 1, 1))
    slugs = ["power", "notices", "speeches", "videos", "rules", "services"]
    columns = [make_column(slug, slug, order=n) for n, slug in enumerate(slugs)]
    for number, column in enumerate(columns):
        for extra in range(number + 1):
            at = datetime(2014, 1 + number, 1 + extra, 9, tzinfo=CHINA)
            make_publication(bureau, at=at, columns=[column])
        make_publication(bureau, at=datetime(2013, 5, 1 + number, 9, tzinfo=CHINA), columns=[column])
    return bureau


def opened(client, address):
    context = client.get(address).context
    return context["listing"].total if "listing" in context else len(context["agencies"])


def test_each_address_opens_exactly_as_many(client, year):
    figures = queries.figures(2014)
    assert figures["records_published"].value == 21
    assert figures["notices"].value == 2
    assert figures["towns"].value == 2
    for name, figure in queries.public_figures(2014).items():
        assert figure == figures[name]
        assert opened(client, figure.list) == figure.value, name


def test_a_record_in_two_columns_counts_once_above_them_and_once_in_each(client, year):
    power = Column.objects.get(slug="power")
    below = [make_column(f"power-{n}", f"权力{n}", parent=power) for n in range(2)]
    make_publication(
        year, at=datetime(2014, 12, 1, 9, tzinfo=CHINA), columns=[*below, Column.objects.get(slug="rules")]
    )
    figures = queries.figures(2014)
    assert (figures["power_records"].value, figures["rules"].value) == (2, 6)
    for name, figure in queries.public_figures(2014).items():
        assert opened(client, figure.list) == figure.value == queries.rows(name, 2014).count(), name


def test_all_figures_of_a_year_are_counted_in_a_few_queries(year, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        queries.figures(2014)
    with django_assert_max_num_queries(4):
        queries.public_figures(2014)


def test_a_year_counts_its_own_records_only(client, year):
    assert queries.figures(2013)["records_published"].value == 6
    assert queries.figures(2012)["records_published"].value == 0


def test_what_is_withdrawn_is_no_longer_counted(client, year):
    Publication.objects.filter(year=2014, columns__slug="notices").update(state="withdrawn")
    figures = queries.figures(2014)
    assert figures["notices"].value == 0
    assert opened(client, figures["notices"].list) == 0


def test_an_agency_counts_in_the_years_in_which_it_stood(client, year):
    from yilan.organizations.models import Agency

    Agency.objects.filter(code="old").update(closed_on=date(2014, 6, 1))
    assert queries.figures(2013)["towns"].value == opened(client, "/figures/2013/agencies/town/") == 2
    assert queries.figures(2014)["towns"].value == opened(client, "/figures/2014/agencies/town/") == 1


def test_the_page_shows_every_figure_with_its_definition(client, year):
    page = client.get("/figures/2014/").content.decode()
    for metric in metrics():
        if READINGS[metric.reading].public:
            assert metric.title in page
            assert metric.definition in page
    assert 'href="/access/figures/2014/"' in page, "those on requests stand on a page of their own"
    assert client.get("/figures/").headers["Location"] == "/figures/2014/"


def test_years_without_records_have_a_page_and_nonsense_has_none(client, year):
    assert client.get("/figures/1999/").status_code == 200
    assert client.get("/figures/99999/").status_code == 404
    assert client.get("/figures/2014/agencies/nowhere/").status_code == 404


def test_what_is_counted_of_requests_can_be_had_as_rows(year):
    for metric in metrics():
        if metric.reading == "requests":
            assert queries.figures(2014)[metric.name].value == 0
            assert queries.rows(metric.name, 2014).count() == 0
            assert place_of(Cell(**metric.filter))


def test_the_data_file_is_whole():
    names = [metric.name for metric in metrics()]
    assert len(names) == len(set(names))
    for metric in metrics():
        assert metric.reading in READINGS
        assert metric.unit
        assert metric.definition
        assert metric.source
