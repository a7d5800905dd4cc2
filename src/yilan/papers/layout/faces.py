"""The faces that GB/T 9704 asks for, and what stands in for them.

Windows, WPS and the domestic systems have the first names of each list; Debian has Fandol (texlive-lang-chinese) and,
in `fonts-noto-cjk`, the last. A site's own fonts (`<home>/fonts`) are taken by the names that they give themselves.
"""

from dataclasses import dataclass
from enum import StrEnum


class Slot(StrEnum):
    """What a face is for."""

    FANG = "fang"  # 仿宋: text
    TITLE = "title"  # 小标宋: the organ's name, titles
    HEI = "hei"  # 黑体: first level
    KAI = "kai"  # 楷体: second level
    SONG = "song"  # 宋体: page numbers


@dataclass(frozen=True)
class Chain:
    """Names of families in the order in which they are wanted; `word` is the one that a DOCX names."""

    word: str
    families: tuple[str, ...]
    bold: bool = False


CHAINS = {
    Slot.FANG: Chain(
        "仿宋",
        (
            "仿宋",
            "FangSong",
            "仿宋_GB2312",
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "方正仿宋_GB18030",
            "方正仿宋简体",
            "华文仿宋",
            "STFangsong",
            "FandolFang",
            "FandolFang R",
            "Noto Serif CJK SC",
        ),
    ),
    Slot.TITLE: Chain(
        "方正小标宋简体",
        (
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05",
            "方正小标宋_GB18030",
            "FandolSong",
            "Noto Serif CJK SC",
        ),
        bold=True,
    ),
    Slot.HEI: Chain("黑体", ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "FandolHei", "Noto Sans CJK SC")),
    Slot.KAI: Chain(
        "楷体",
        (
            "楷体",
            "KaiTi",
            "楷体_GB2312",
            "KaiTi_GB2312",
            "方正楷体_GBK",
            "FZKai-Z03",
            "FandolKai",
            "LXGW WenKai",
            "AR PL UKai CN",
            "Noto Serif CJK SC",
        ),
    ),
    Slot.SONG: Chain("宋体", ("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "FandolSong", "Noto Serif CJK SC")),
}
