"""Fills the slots of a family's sentences."""

import random
import re
from collections.abc import Mapping
from typing import Any

SLOT = re.compile(r"\{([^{}]+)\}")
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏马哈"
GIVEN = "兰英华军平霞红刚强梅芳云勇玲斌燕"


class Filler:
    """The words of one record: a slot named twice gives the same word twice, one with a star a new word each time."""

    def __init__(self, chance: random.Random, words: Mapping[str, list[str]], facts: dict[str, Any]) -> None:
        self.chance = chance
        self.words = words
        self.kept: dict[str, str] = {name: str(value) for name, value in facts.items()}

    def fill(self, text: str) -> str:
        """Return the text with every slot filled."""
        return SLOT.sub(lambda slot: self._word(slot[1]), text)

    def _word(self, slot: str) -> str:
        if slot.endswith("*"):
            return self._fresh(slot[:-1])
        if slot.startswith("@"):
            return self.kept[slot]
        if slot in self.kept:
            return self.kept[slot]
        name, _, tag = slot.partition("@")
        word = self._fresh(name)
        if tag:
            self.kept[f"@{tag}"] = word
        elif ":" not in name:
            self.kept[slot] = word
        return word

    def _fresh(self, name: str) -> str:
        kind, *bounds = name.split(":")
        if kind == "i":
            return str(self.chance.randint(int(bounds[0]), int(bounds[1])))
        if kind == "f":
            return f"{self.chance.uniform(int(bounds[0]), int(bounds[1])):.1f}"
        if kind == "dd":
            return f"{self.chance.randint(1, 28):02d}"
        if kind == "masked":
            return f"{self.chance.choice(FAMILY)}＊{self.chance.choice(GIVEN)}"
        own = f"{kind}.{self.kept.get('code', '')}"
        return self.chance.choice(self.words.get(own) or self.words[kind])
