"""The mail server of the environment: which there are, which are refused in words that say what to do."""

import socket

import pytest
from django.core.exceptions import ImproperlyConfigured

from yilan.cli.commands import doctor
from yilan.settings.mail import MailServer, from_url

SENDER = "西夏区政务公开 <noreply@www.example.gov.cn>"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1", MailServer("127.0.0.1", 25)),
        ("smtp+starttls://mail.example", MailServer("mail.example", 587, starttls=True)),
        ("smtps://mail.example:4650", MailServer("mail.example", 4650, encrypted=True)),
    ],
)
def test_a_server_is_read(url, server):
    assert from_url(url, SENDER) == server
    assert server.backend.endswith(".smtp.EmailBackend")


def test_without_one_nothing_is_ever_sent():
    assert from_url("", "").backend.endswith(".dummy.EmailBackend")


@pytest.mark.parametrize(
    ("url", "sender", "words"),
    [
        ("mail.example", SENDER, "must look like"),
        ("imap://mail.example", SENDER, "must look like"),
        ("smtp://somebody:secret@mail.example", SENDER, "YILAN_MAIL_PASSWORD"),
        ("smtp://mail.example", "", "YILAN_MAIL_FROM"),
    ],
)
def test_a_wrong_one_is_refused_and_no_password_repeated(url, sender, words):
    with pytest.raises(ImproperlyConfigured, match=words) as error:
        from_url(url, sender)
    assert "secret" not in str(error.value)


def test_the_doctor_says_that_the_server_is_not_reached(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.YILAN_MAIL = MailServer("127.0.0.1", taken.getsockname()[1])
        settings.EMAIL_BACKEND = settings.YILAN_MAIL.backend
        settings.EMAIL_HOST, settings.EMAIL_PORT = settings.YILAN_MAIL.host, settings.YILAN_MAIL.port
        with pytest.raises(ConnectionRefusedError):
            doctor.CHECKS["mail server"]()
