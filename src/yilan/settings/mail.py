"""By which server the site sends e-mail, when it does."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
EXAMPLE = "smtp+starttls://mail.example:587"
BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True)
class MailServer:
    """A server that takes e-mail; without a host there is none, and nothing is ever sent."""

    host: str = ""
    port: int = 25
    encrypted: bool = False  # TLS from the first byte
    starttls: bool = False

    @property
    def backend(self) -> str:
        """The way on which Django sends."""
        return f"{BACKENDS}.smtp.EmailBackend" if self.host else f"{BACKENDS}.dummy.EmailBackend"


def from_url(url: str, sender: str) -> MailServer:
    """Read `smtp://host:port`, `smtps://…` (TLS from the start) or `smtp+starttls://…`; empty: no server.

    ImproperlyConfigured when it is none, or when nobody is named as the sender. Credentials are no part of it: they
    would stand in messages and lists of processes.
    """
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(f"YILAN_MAIL must look like {EXAMPLE}")
    if "@" in parts.netloc:
        raise ImproperlyConfigured(
            "YILAN_MAIL holds no credentials; give them as YILAN_MAIL_USER and YILAN_MAIL_PASSWORD"
        )
    if "@" not in sender:
        raise ImproperlyConfigured("With YILAN_MAIL the address of the sender is needed: YILAN_MAIL_FROM")
    port = parts.port or PORTS[parts.scheme]
    return MailServer(parts.hostname, port, parts.scheme == "smtps", parts.scheme == "smtp+starttls")
