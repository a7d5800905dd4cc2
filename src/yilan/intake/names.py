"""Names of files as strangers write them, and as we show them."""

import unicodedata

from yilan.intake.kinds import taken

NAMELESS = "文件"  # data, not a word on a screen: stored names do not depend on who reads them
FORBIDDEN = dict.fromkeys(map(ord, '<>:"|?*'), "_")  # by Windows, where officers save them
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, marks of direction, zero width, half characters
LONGEST_EXTENSION = 8


def clean_name(raw: str) -> str:
    """Return a name that can be shown and saved anywhere; whatever was sent, there is one.

    Folders, what cannot be seen and what Windows forbids go; full-width letters become plain ones, so that the ending
    is decided on what people read. Longer ones are cut before their ending.
    """
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(" " if letter.isspace() else letter for letter in text if _is_seen(letter))
    text = text.replace("\\", "/").rpartition("/")[2].translate(FORBIDDEN)
    text = " ".join(text.split()).strip(". ")
    stem, extension = _parted(text)
    stem = stem.rstrip(". ") or NAMELESS
    if stem.partition(".")[0].strip().upper() in DEVICES:
        stem = f"_{stem}"
    ending = f".{extension}" if extension else ""
    return _cut(stem, taken().limits.name - len(ending)) + ending


def extension_of(name: str) -> str:
    """Return the ending of a clean name in small letters, empty when it has none."""
    return _parted(name)[1]


def with_extension(name: str, extension: str) -> str:
    """Return a clean name with another ending."""
    return f"{_parted(name)[0]}.{extension}"


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    ending = ending.lower()
    if dot and ending.isascii() and ending.isalnum() and len(ending) <= LONGEST_EXTENSION:
        return stem, ending
    return name, ""


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in UNSEEN


def _cut(stem: str, longest: int) -> str:
    data = stem.encode()
    return stem if len(data) <= longest else data[:longest].decode(errors="ignore").rstrip(". ")
