"""Find words in templates that no translation tag holds.

Our templates say everything through `{% translate %}` and `{% blocktranslate %}`; what is written raw stays in one
language for ever. Read are the text between tags and the attributes that people see or hear.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from problem import Problem

# A tag's body is blanked, newlines kept, so that line numbers stay true.
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block \w*class(?:es)?\s*%}.*?{%\s*endblock.*?%}", re.DOTALL)  # fills a class attribute
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
CHINESE = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
SEEN = {"alt", "title", "placeholder", "label", "summary", "aria-label", "aria-description", "aria-roledescription"}
# Names that are written so in every language.
NAMES = {"Atom", "CSV", "JSON", "PDF", "QR", "RSS", "SHA", "UTF", "WCAG", "XLSX", "XML", "ICP", "nbsp", "middot"}


class Reader(HTMLParser):
    """Collects `(line, text)` of what a reader meets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes; fall silent inside what is no text."""
        if tag in {"script", "style"}:
            self.silent = tag
        pressed = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        for name, value in attrs:
            if value and (name in SEEN or (pressed and name == "value")):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        """Speak again after a script or a style."""
        if tag == self.silent:
            self.silent = None

    def handle_data(self, data: str) -> None:
        """Take each line of text with its own number."""
        if self.silent:
            return
        for offset, line in enumerate(data.split("\n")):
            self.found.append((self.getpos()[0] + offset, line))


def blank(match: re.Match[str]) -> str:
    """Return the newlines of what was matched, and a space."""
    return " " + "\n" * match.group().count("\n")


def raw_text(path: str, template: str) -> Iterator[Problem]:
    """Report words outside translation tags, and Chinese inside tags (msgids are English)."""
    template = COMMENTS.sub(blank, template)
    for number, line in enumerate(template.split("\n"), 1):
        if CHINESE.search(line):
            yield Problem(path, number, f"Chinese in a template: {line.strip()[:60]}; it belongs into the catalogue")
    for silent in (TRANSLATED, CLASSES, TAGS):
        template = silent.sub(blank, template)
    reader = Reader()
    reader.feed(template)
    reader.close()
    for number, text in reader.found:
        words = [word for word in WORD.findall(text) if word not in NAMES]
        if words and not CHINESE.search(text):
            yield Problem(path, number, f"untranslated text in a template: {text.strip()[:60]}")
