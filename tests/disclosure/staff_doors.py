"""How tests of the back office get in, and how they read a page."""

import re

from django.test import Client

from yilan.accounts.models import User
from yilan.accounts.permissions import follow_appointments


def enter(user: User) -> Client:
    """Return a browser in which this person is signed in, with the password already their own."""
    follow_appointments(user)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def words(response) -> str:
    """Return what a page says, without tags and with single spaces."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def told(response) -> list[str]:
    """Return the messages that the next page shows."""
    return [str(message) for message in response.context["messages"]]
