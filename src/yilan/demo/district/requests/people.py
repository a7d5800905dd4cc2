"""Applicants that do not exist."""

import random

from yilan.demo.district.requests.subjects import kinds_of
from yilan.demo.district.requests.types import Applicant, Subject

FAMILY = "丁万方毛石田龙白江汤安齐沙宋余苗秦袁贺顾"
GIVEN = ("明", "红", "建国", "秀兰", "立新", "小燕", "永福", "玉梅", "志远", "春生", "佳", "彦")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
STREETS = ("怀远西路", "文昌北路", "学院西路", "宁朔南街", "朔方路", "贺兰山西路")
ORGANISATIONS = {
    "commercial": (
        "银川某某建材有限公司",
        "宁夏某某信息技术有限公司",
        "银川某某物业服务有限公司",
        "宁夏某某传媒有限公司",
    ),
    "research": ("某某大学公共管理学院课题组", "某某社会科学研究所"),
    "welfare": ("银川某某环保志愿者协会", "某某残疾人互助中心"),
    "legal": ("宁夏某某律师事务所", "银川某某法律服务所"),
    "other": ("某某小区业主委员会", "某某村民委员会"),
}
KINDS = ("natural",) * 9 + ("commercial",) * 4 + ("legal",) * 3 + ("research", "welfare", "other") * 2


def applicant(chance: random.Random, subject: Subject) -> Applicant:
    """Return somebody who would ask so; two in three are natural persons, as in the tables of real districts."""
    kind = chance.choice(kinds_of(subject, KINDS))
    person = chance.choice(FAMILY) + chance.choice(GIVEN)
    street = f"宁夏银川市西夏区{chance.choice(STREETS)}{chance.randrange(1, 300)}号"
    fields = {
        "name": person if kind == "natural" else chance.choice(ORGANISATIONS[kind]),
        "phone": f"1990000{chance.randrange(10_000):04d}",
        "address": street,
        "postcode": "750021",
        "email": f"shenqing{chance.randrange(1000):03d}@example.org" if chance.choice((True, True, False)) else "",
        "identity_kind": "identity_card" if kind == "natural" else "credit_code_certificate",
        "identity_number": identity_number(chance) if kind == "natural" else f"91640105MA{chance.randrange(10**8):08d}",
    }
    if kind != "natural":
        fields["contact_person"] = person
    return Applicant(kind, fields)


def identity_number(chance: random.Random) -> str:
    """Return a number of the right form with its check character, in a village that the district does not have."""
    first = f"640105{chance.randrange(1950, 2000)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
    first += f"{chance.randrange(900, 1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECK[total % 11]
