"""Which ways and outcomes a year sees: few at first, more each year, all rows of the yearly table in the end."""

from datetime import date

from yilan.access.law.outcomes import outcomes

FIRST_YEAR = 2015
NEW_LAW = date(2019, 5, 15)
REVIEW_FIRST = 2024  # from then on what is withheld goes to review before it goes to court
SINCE = {  # when the law first knew what happens on a way
    **dict.fromkeys(("corrected", "uncorrected", "jointly", "delayed", "excessive"), NEW_LAW),
    **dict.fromkeys(("paid", "unpaid"), date(2021, 1, 1)),
}
OLD = (
    ("plain", "already_public"), ("plain", "provided"), ("late", "other_agency"), ("plain", "unclear_2008"),
    ("extended", "provided"), ("plain", "no_special_need"), ("third_party", "third_party"),
)  # fmt: skip
USUAL = ("provided", "already_public", "provided", "not_existing", "partial")
LATER = (
    ("corrected", "provided"), ("uncorrected", ""), ("third_party_agrees", "provided"), ("overridden", "provided"),
    ("jointly", "provided"), ("delayed", "provided"), ("excessive", ""), ("withdrawn", ""), ("late", "provided"),
    ("reviewed", "not_existing"), ("reopened", "provided"), ("sued", "process_information"),
    ("review_pending", "internal_matter"), ("corrected", "still_unclear"), ("proposed", "provided"),
    ("paid", "provided"), ("unpaid", ""), ("merged", "provided"), ("repeated", "repeated"),
    ("third_party", "third_party"), ("split", "provided"),
)  # fmt: skip


def wanted(year: int) -> list[tuple[str, str]]:
    """Return ways with their outcomes for a year; those that its law did not know fall away by their day."""
    every = [("plain", code) for code in plain_outcomes()]
    if date(year, 12, 31) < NEW_LAW:
        return [*OLD[: 2 + (year - FIRST_YEAR) * 2], *every[year % 3 : (year - FIRST_YEAR) * 2 : 2]]
    share = min(len(every), 3 + (year - NEW_LAW.year) * 2)
    turn = (year * 7) % len(every)
    return [
        *(("filed", code) for code in USUAL[: year - NEW_LAW.year]),
        *(every[turn:] + every[:turn])[:share],
        *(_of_its_year(one, year) for place, one in enumerate(LATER) if (place + year) % 2),
    ]


def plain_outcomes() -> list[str]:
    """Return the outcomes that need nothing before them."""
    return [
        one.code for one in outcomes().values() if not one.after and one.group != "other" and one.code != "repeated"
    ]


def _of_its_year(one: tuple[str, str], year: int) -> tuple[str, str]:
    return ("sued", "provided") if one[0] == "sued" and year >= REVIEW_FIRST else one
