"""What is asked about agencies."""

import pytest
from django.http import Http404
from django.utils import timezone
from tests.factories.organizations import make_agency

from yilan.organizations import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_tree_is_read_in_one_query(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = queries.agency_tree()
    assert [(node.agency.code, node.depth) for top in tree for node in top.walk()] == [
        ("xxq", 0),
        ("mzj", 1),
        ("xingjing", 1),
        ("huanghua", 2),
    ]


def test_closed_agencies_are_in_the_tree_only_when_asked(place):
    actions.close_agency(actor=None, agency=place.village, closed_on=timezone.localdate(), reason="撤并")
    assert len([node for top in queries.agency_tree() for node in top.walk()]) == 3
    assert len([node for top in queries.agency_tree(closed=True) for node in top.walk()]) == 4
    assert not queries.agencies_by_level("village").exists()


def test_descendants_at_any_depth(place, django_assert_num_queries):
    hamlet = make_agency("zu", place.village)
    with django_assert_num_queries(2):
        found = {agency.code for agency in queries.descendants(place.town)}
    assert found == {"huanghua", hamlet.code}
    assert {agency.code for agency in queries.descendants(place.town, itself=True)} == {"xingjing", "huanghua", "zu"}
    assert not queries.descendants(hamlet).exists()


def test_ancestors_nearest_first(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [agency.code for agency in queries.ancestors(place.village)] == ["xingjing", "xxq"]
    with django_assert_num_queries(0):
        assert queries.ancestors(place.district) == []


def test_every_level_has_a_number(place):
    counted = queries.count_by_level()
    assert counted["town"] == 1
    assert counted["subdistrict"] == 0
    assert sum(counted.values()) == 4


def test_one_by_its_code(place):
    assert queries.agency_by_code("mzj") == place.bureau
    with pytest.raises(Http404):
        queries.agency_by_code("none")
