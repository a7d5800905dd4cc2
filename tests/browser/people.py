"""A person at a screen: one browser context, what went wrong in it, and the moves that a person makes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Response
from tests.factories.accounts import PASSWORD

FIRST_REFUSAL = 400


@dataclass(eq=False)
class Person:
    """Somebody who reads or works; every problem that the browser notices is kept in `problems`."""

    name: str
    page: Page
    problems: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, context: BrowserContext, name: str) -> Self:
        """Seat a person at a new window."""
        person = cls(name, context.new_page())
        person.page.on("pageerror", person.note_error)
        person.page.on("console", person.note_console)
        person.page.on("response", person.note_response)
        return person

    def note_error(self, error: Error) -> None:
        """Keep what a script could not do."""
        self.problems.append(f"error of a script: {error}")

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of; answers that failed are kept by `note_response`, with their address."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def note_response(self, response: Response) -> None:
        """Keep parts of a page that are missing; whole pages are checked by `visit`."""
        if response.status >= FIRST_REFUSAL and not response.request.is_navigation_request():
            self.problems.append(f"{response.status} {response.request.method} {response.url}")

    def visit(self, path: str, status: int = 200) -> Page:
        """Open an address and see that it answers with the status."""
        answer = self.page.goto(path)
        assert answer is not None, path
        assert answer.status == status, f"{path} answered {answer.status}"
        return self.page

    def sign_in(self, username: str) -> Self:
        """Go to the door of the back office, and in."""
        self.visit("/office/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.get_by_role("heading", name="我的工作").wait_for()
        return self

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button with this name."""
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow the link with this name."""
        (within or self.page).get_by_role("link", name=name, exact=True).click()

    def sees(self, words: str) -> None:
        """Wait until the page shows these words."""
        self.page.get_by_text(words).filter(visible=True).first.wait_for()

    def require_calm(self) -> None:
        """Fail when the browser noticed anything."""
        assert not self.problems, f"{self.name}, at {self.page.url}:\n" + "\n".join(self.problems)

    def photograph(self, folder: Path) -> str:
        """Keep what this person sees, and say where."""
        target = folder / f"{self.name}.png"
        try:
            self.page.screenshot(path=target, full_page=True)
        except Error as error:
            return f"{self.name}: no picture ({error.message.splitlines()[0]})"
        return f"{self.name} at {self.page.url}: {target}"
