"""Words of papers: days and amounts as they are written in official papers."""

from yilan.papers.words.amounts import in_capitals, in_yuan
from yilan.papers.words.days import day_in_characters, day_in_figures

__all__ = ["day_in_characters", "day_in_figures", "in_capitals", "in_yuan"]
