"""What somebody stated in the form, as the text that the case keeps, and that text in its parts again."""

from yilan.access.asking.answers import Answers
from yilan.access.asking.online import OnlineForm

COLON = "："


def stated(form: OnlineForm, answers: Answers, agency: str) -> str:
    """Return the answers that have a heading, each on lines of its own, below the name of the agency."""
    parts = [(form.steps["agency"].heading, agency)]
    parts += [(field.heading, field.said(answers)) for field in form.fields if field.heading]
    return "\n".join(f"{heading}{COLON}{words}" for heading, words in parts if words)


def parts_of(form: OnlineForm, text: str) -> list[tuple[str, str]]:
    """Return a stated text as pairs of heading and words; nothing for a text that did not come from the form."""
    headings = [form.steps["agency"].heading, *(field.heading for field in form.fields if field.heading)]
    parts: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        heading = next((one for one in headings if line.startswith(f"{one}{COLON}")), "")
        if heading:
            headings = headings[headings.index(heading) + 1 :]
            parts.append((heading, [line.removeprefix(f"{heading}{COLON}")]))
        elif parts:
            parts[-1][1].append(line)
        else:
            return []
    return [(heading, "\n".join(lines)) for heading, lines in parts]
