"""A scanner at a socket, played by a thread that speaks clamd's INSTREAM."""

import socket
import struct
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.intake import hostile
from tests.intake.conftest import sent

from yilan.intake import scanning
from yilan.intake.receiving import receive
from yilan.intake.refusing import Refused

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(threading.Thread):
    """Finds EICAR in what it gets, or answers what it was told to; None closes without a word."""

    def __init__(self, line, answer=b""):
        super().__init__(daemon=True)
        self.line, self.answer, self.got = line, answer, b""
        self.start()

    def run(self):
        while True:
            try:
                talk, _ = self.line.accept()
            except OSError:
                return
            with talk, talk.makefile("rb") as told:
                assert told.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack("!L", told.read(4))[0]:
                    data += told.read(size)
                self.got = data
                if self.answer is None:
                    continue
                verdict = b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"
                talk.sendall((self.answer or verdict) + b"\0")


@pytest.fixture
def clamd(settings, tmp_path):
    lines = []

    def start(answer=b"", family="unix"):
        line = socket.socket(socket.AF_UNIX if family == "unix" else socket.AF_INET)
        line.bind(str(tmp_path / "c") if family == "unix" else ("127.0.0.1", 0))
        line.listen()
        lines.append(line)
        settings.YILAN_CLAMD = (
            f"unix:{tmp_path / 'c'}" if family == "unix" else f"tcp://127.0.0.1:{line.getsockname()[1]}"
        )
        return Clamd(line, answer)

    yield start
    for line in lines:
        line.shutdown(socket.SHUT_RDWR)
        line.close()


@pytest.mark.parametrize("family", ["unix", "tcp"])
def test_what_is_clean_is_taken_after_all_of_it_was_scanned(home, clamd, family):
    scanner = clamd(family=family)
    data = b"a" * 200_000
    assert receive(sent("说明.txt", data)).size == len(data)
    assert scanner.got == data


def test_what_is_infected_is_refused_and_noted(left, clamd, caplog):
    clamd()
    with pytest.raises(Refused) as refused:
        receive(sent("说明.txt", EICAR))
    assert refused.value.code == "infected"
    assert "Eicar-Test-Signature" in caplog.text
    assert [path for path in left() if path != "c"] == []


@pytest.mark.parametrize("answer", [None, b"INSTREAM size limit exceeded. ERROR", b"", b"stream: \xff", b"x" * 9000])
def test_any_fault_of_the_scanner_refuses(left, clamd, answer, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 5)
    clamd(answer if answer != b"" else b"\0")
    with pytest.raises(Refused) as refused:
        receive(sent("申请.pdf", hostile.pdf()))
    assert refused.value.code == "unscanned"
    assert left() == []


def test_a_scanner_that_is_away_or_silent_refuses(left, settings, tmp_path, monkeypatch):
    settings.YILAN_CLAMD = f"unix:{tmp_path / 'nobody'}"
    with pytest.raises(Refused) as refused:
        receive(sent("申请.pdf", hostile.pdf()))
    assert refused.value.code == "unscanned"
    monkeypatch.setattr(scanning, "SECONDS", 0.05)
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "s"))
        line.listen()
        settings.YILAN_CLAMD = f"unix:{tmp_path / 's'}"
        with pytest.raises(Refused) as refused:
            receive(sent("申请.pdf", hostile.pdf()))
    assert refused.value.code == "unscanned"
    assert left() == []


@pytest.mark.parametrize("told", ["localhost:3310", "tcp://localhost", "unix:", "http://a:1"])
def test_a_wrong_address_is_said_to_be_one(settings, told):
    settings.YILAN_CLAMD = told
    with pytest.raises(ImproperlyConfigured, match="YILAN_CLAMD"):
        scanning.scanner()
