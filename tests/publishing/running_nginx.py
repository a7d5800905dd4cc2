"""The real nginx with deploy/nginx.conf, and a small application behind it."""

import getpass
import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

from tests.publishing.site_folder import LIVE

from yilan.settings.buckets import BucketPlace

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
NAME = "www.example.gov.cn"
LIVE_POLICY = "default-src 'self'"
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {run}/pid;
error_log stderr notice;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    gzip on;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    include {run}/yilan.conf;
}}
"""


def program() -> str:
    """Return where nginx is; Debian puts it where only root looks."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "nginx is missing: tools/system.sh nginx"
    return found


def make_certificate(folder: Path) -> None:
    """Make a certificate that is signed by its own key."""
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem", "-days", "2"),
        *("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"),
    ]
    subprocess.run(command, check=True, capture_output=True)


def with_bucket(place: BucketPlace) -> str:
    """Return the configuration of a site in a bucket, put together by the command of deploy/README.md."""
    readme = CONFIGURATION.with_name("README.md").read_text(encoding="utf-8")
    (command,) = [line.strip() for line in readme.splitlines() if "nginx-bucket.conf" in line and "sed" in line]
    command = command.partition(" >")[0]
    text = subprocess.run(
        ["bash", "-c", command], cwd=CONFIGURATION.parents[1], check=True, capture_output=True, text=True
    ).stdout
    for written, here in {
        "s3.example.gov.cn:9000": urlsplit(place.endpoint or "").netloc,
        "/site/xixia": f"/{place.name}/{place.prefix.rstrip('/')}",
    }.items():
        assert written in text, f"the configuration has no {written!r}"
        text = text.replace(written, here)
    return text


def write_configuration(home: Path, certificate: Path, run: Path, port: int, text: str | None = None) -> Path:
    """Write the configuration with this home, sockets instead of ports, and the application at a port."""
    text = text or CONFIGURATION.read_text(encoding="utf-8")
    for written, here in {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen unix:{run}/http;",
        "listen 443 ssl http2;": f"listen unix:{run}/https ssl http2;",
        "127.0.0.1:8000": f"127.0.0.1:{port}",
        "/srv/yilan/var": str(home),
        f"/etc/letsencrypt/live/{NAME}": str(certificate),
        "/var/www/html": str(home / "certbot"),
        "/var/log/yilan": str(run),
    }.items():
        assert written in text, f"{CONFIGURATION} has no {written!r}"
        text = text.replace(written, here)
    (run / "yilan.conf").write_text(text, encoding="utf-8")
    user = "user root root;" if getpass.getuser() == "root" else ""
    around = run / "nginx.conf"
    around.write_text(AROUND.format(user=user, run=run), encoding="utf-8")
    return around


@contextmanager
def nginx(configuration: Path) -> Iterator[None]:
    """Run nginx; it listens once it says that its worker is there."""
    command = [program(), "-p", configuration.parent, "-c", configuration, "-e", "stderr"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        said = []
        for line in process.stderr:
            said.append(line)
            if "start worker process " in line:
                break
        assert process.poll() is None, "".join(said)
        reader = threading.Thread(target=process.stderr.read)
        reader.start()
        try:
            yield
        finally:
            process.terminate()
            reader.join()


class Application:
    """Answers in place of Django, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.server = make_server("127.0.0.1", 0, self._answer, handler_class=_Quiet)
        self.port = self.server.server_port
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ["body"] = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.asked.append(environ)
        start(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", LIVE_POLICY),
                ("Cache-Control", "no-store"),
            ],
        )
        return [LIVE]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


class Reader:
    """Asks nginx over its sockets, with a certificate that is looked at."""

    def __init__(self, run: Path, certificate: Path) -> None:
        self.run = run
        self.certificate = certificate / "fullchain.pem"

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.certificate)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> SimpleNamespace:
        """Ask over HTTPS; `if_none_match="x"` is a header."""
        return self._ask("https", method, path, body, headers)

    def ask_in_clear(self, path: str) -> SimpleNamespace:
        """Ask over HTTP."""
        return self._ask("http", "GET", path, None, {})

    def _ask(self, scheme: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> SimpleNamespace:
        connection = HTTPConnection(NAME)
        plain = socket.socket(socket.AF_UNIX)
        plain.connect(str(self.run / scheme))
        connection.sock = self._tls.wrap_socket(plain, server_hostname=NAME) if scheme == "https" else plain
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            pairs = answer.getheaders()
            assert len(dict(pairs)) == len(pairs), f"a header twice: {pairs}"
            return SimpleNamespace(status=answer.status, headers=dict(pairs), body=answer.read())
        finally:
            connection.close()
