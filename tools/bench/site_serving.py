"""How fast the site's files are sent, each way against the plainest one: `python tools/bench/site_serving.py`.

All servers run side by side over the same built site, and are asked in turns, round after round; the load comes from
wrk on the same cores. So the figures are ratios, and the median of the rounds counts. In front of nothing:

- embedded: granian with yilan.wsgi, as `yilan serve` starts it, against granian with a bare WhiteNoise;
- nginx with deploy/nginx.conf (without TLS) against nginx with nothing but a root;
- live: the same pages asked with a query, which the application answers, again by granian.
"""

import argparse
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from site_archive import ROOT, Archive, machine, thrown_away

QUERY = "?page=1"  # with a query everything is answered live
COMPARED = 300  # pages that every server must send alike before it is measured
STARTS = 20.0  # seconds that a server may take to listen
SCRIPT = """
local requests, turn = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary)
  local errors = summary.errors
  io.write(string.format("answers %d microseconds %d failed %d\\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""
BARE = """
from whitenoise import WhiteNoise

def missing(environ, start):
    start("404 Not Found", [])
    return [b""]

application = WhiteNoise(missing, root={site!r}, index_file=True)
"""
AROUND = """
{user}
daemon off;
worker_processes 2;
pid {run}/pid;
error_log {run}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    access_log {run}/plain.log;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        index index.html;
        gzip_static on;
    }}
    include {run}/yilan.conf;
}}
"""


def main() -> None:
    """Build a site, start the servers, ask them in turns, print the ratios."""
    options = parse()
    with thrown_away(options.within) as home:
        archive = Archive(home)
        archive.fill(options.records)
        archive.build()
        print(f"{machine()}; {versions()}")
        paths = addresses(home / "site", options.pages)
        print(f"{len(paths)} pages, {options.connections} connections")
        with servers(archive, home) as ports:
            measure(ports, paths, home, options)


def parse() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=4_000, metavar="N", help="records in the site (default 4000)")
    parser.add_argument("--pages", type=int, default=10_000, metavar="N", help="that are asked for (default 10000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of which the median counts (default 5)")
    parser.add_argument("--seconds", type=int, default=2, metavar="N", help="of each measurement (default 2)")
    parser.add_argument("--connections", type=int, default=50, metavar="N", help="kept open at once (default 50)")
    parser.add_argument("--within", metavar="FOLDER", help="where the home is made (default: the temporary folder)")
    return parser.parse_args()


def measure(ports: dict[str, int], paths: list[str], home: Path, options: argparse.Namespace) -> None:
    """Ask every server in turns and print medians and ratios."""
    (home / "wrk.lua").write_text(SCRIPT, encoding="ascii")
    (home / "plain").write_text("\n".join(paths), encoding="ascii")
    (home / "live").write_text("\n".join(path + QUERY for path in paths), encoding="ascii")
    ways = [(name, encoding) for encoding in ("", "gzip") for name in ("embedded", "whitenoise", "nginx", "root")]
    ways.append(("live", ""))
    for name, encoding in ways:
        require_same(ports, name, encoding, paths[:COMPARED])
    found: dict[tuple[str, str], list[Sent]] = {way: [] for way in ways}
    for turn in range(options.rounds):
        for name, encoding in ways if turn % 2 == 0 else ways[::-1]:
            found[name, encoding].append(ask(ports[name], encoding, home, options, live=name == "live"))
    for (name, encoding), rates in found.items():
        every = ", ".join(f"{one.rate:.0f}" for one in rates)
        worked = statistics.median(one.worked for one in rates)
        print(
            f"{name:<11}{encoding or 'plain':<6}{statistics.median(one.rate for one in rates):9.0f} pages/s"
            f"{worked:9.0f} for a second of the server's processor time   ({every})"
        )
    for encoding in ("", "gzip"):
        ratio(
            "embedded against bare WhiteNoise", found["embedded", encoding], found["whitenoise", encoding], encoding, 1
        )
        ratio("nginx.conf against plain nginx", found["nginx", encoding], found["root", encoding], encoding, 0.95)
    ratio("nginx.conf against live", found["nginx", ""], found["live", ""], "", 50)
    ratio("embedded against live", found["embedded", ""], found["live", ""], "")


@dataclass(frozen=True)
class Sent:
    """Pages that a server sent, for a second of time and for a second of its own processor time."""

    rate: float
    worked: float


def ratio(what: str, one: list[Sent], other: list[Sent], encoding: str, goal: float = 0) -> None:
    """Print the median of the ratios, each of two measurements of the same round."""
    ratios = [a.rate / b.rate for a, b in zip(one, other, strict=True)]
    worked = statistics.median(a.worked / b.worked for a, b in zip(one, other, strict=True))
    rest = ", ".join(f"{value:.2f}" for value in ratios)
    print(
        f"{what}, {encoding or 'plain'}: {statistics.median(ratios):.2f}"
        + (f" (goal {goal})" if goal else "")
        + f", by processor time {worked:.2f}   ({rest})"
    )


def ask(port: int, encoding: str, home: Path, options: argparse.Namespace, *, live: bool) -> Sent:
    """Return how many pages a server sends; what is answered live is asked for longer, as it comes slowly."""
    seconds = options.seconds * (4 if live else 1)
    command = ["wrk", "-t", "1", "-c", str(options.connections), "-d", f"{seconds}s", "--timeout", "30s"]
    if encoding:
        command += ["-H", f"Accept-Encoding: {encoding}"]
    command += [
        "-s",
        str(home / "wrk.lua"),
        f"http://127.0.0.1:{port}",
        "--",
        str(home / ("live" if live else "plain")),
    ]
    before = processor_time()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    worked = processor_time() - before
    figures = re.search(r"answers (\d+) microseconds (\d+) failed (\d+)", said)
    if figures is None or figures[3] != "0":
        sys.exit(f"wrk says: {said}")
    return Sent(int(figures[1]) / int(figures[2]) * 1e6, int(figures[1]) / worked)


def processor_time() -> float:
    """Return the seconds that all servers have worked: the processes that come from this one and live."""
    rows = [path.read_text(encoding="ascii", errors="replace") for path in Path("/proc").glob("[0-9]*/stat")]
    fields = [(int(row.partition(" ")[0]), *row.rpartition(")")[2].split()) for row in rows]
    ours = {os.getpid()}
    for key, _state, above, *_rest in sorted(fields):  # a child has the higher number
        if int(above) in ours:
            ours.add(key)
    ticks = sum(int(row[12]) + int(row[13]) for row in fields if row[0] in ours - {os.getpid()})
    return ticks / os.sysconf("SC_CLK_TCK")


def require_same(ports: dict[str, int], name: str, encoding: str, paths: list[str]) -> None:
    """End the program unless a server sends what the plain nginx sends; live pages need only come."""
    for path in paths:
        if name == "live":
            status, _kind, body = get(ports[name], path + QUERY, encoding)
            same = status == 200 and body  # noqa: PLR2004 - HTTP
        else:
            same = get(ports[name], path, encoding) == get(ports["root"], path, encoding)
        if not same:
            sys.exit(f"{name} answers {path} ({encoding or 'plain'}) in another way")


def get(port: int, path: str, encoding: str) -> tuple[int, str | None, bytes]:
    """Return status, encoding and body of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": encoding} if encoding else {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Encoding"), answer.read()
    finally:
        connection.close()


def addresses(site: Path, pages: int) -> list[str]:
    """Return the pages that are asked for, in an order of chance: of every kind, from the whole archive."""
    found = [
        f"/{path.parent.relative_to(site).as_posix()}/" for path in site.rglob("index.html") if path.parent != site
    ]
    chosen = random.Random(2014).sample(sorted(found), min(pages, len(found)))  # noqa: S311 - repeatable, no secret
    return [address for address in chosen if address.isascii()]


@contextmanager
def servers(archive: Archive, home: Path) -> Iterator[dict[str, int]]:
    """Run every server; yields their ports by name."""
    ports = free_ports("embedded", "whitenoise", "nginx", "root")
    (home / "bare.py").write_text(BARE.format(site=str(home / "site")), encoding="utf-8")
    environment = archive.environment()
    environment["PYTHONPATH"] += os.pathsep + str(home)
    with ExitStack() as stack:
        for name, application in (("embedded", "yilan.wsgi:application"), ("whitenoise", "bare:application")):
            stack.enter_context(running(granian(ports[name], application), environment, home))
        run = home / "nginx"
        run.mkdir()
        configuration = write_configuration(home, run, ports)
        command = [nginx(), "-p", str(run), "-c", str(configuration), "-e", str(run / "error.log")]
        stack.enter_context(running(command, dict(os.environ), home))
        for port in ports.values():
            wait_for(port)
        yield {**ports, "live": ports["embedded"]}


def granian(port: int, application: str) -> list[str]:
    """Return the command line that `yilan serve` uses on SQLite."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", application),
    ]


def write_configuration(home: Path, run: Path, ports: dict[str, int]) -> Path:
    """Write deploy/nginx.conf with this home and no TLS, and around it a server with nothing but a root."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"^    (?:ssl_.*|listen \[::\].*)\n", "", text, flags=re.MULTILINE)
    for written, here in {
        "listen 80;": f"listen unix:{run}/http;",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{ports['nginx']};",
        "127.0.0.1:8000": f"127.0.0.1:{ports['embedded']}",
        "/srv/yilan/var": str(home),
        "/var/www/html": str(home),
        "/var/log/yilan": str(run),
    }.items():
        if written not in text:
            sys.exit(f"deploy/nginx.conf has no {written!r}")
        text = text.replace(written, here)
    (run / "yilan.conf").write_text(text, encoding="utf-8")
    around = run / "nginx.conf"
    user = "user root root;" if os.getuid() == 0 else ""
    around.write_text(AROUND.format(user=user, run=run, site=home / "site", port=ports["root"]), encoding="utf-8")
    return around


@contextmanager
def running(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[None]:
    """Run a server."""
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(STARTS)


def wait_for(port: int) -> None:
    """Wait until somebody listens at a port."""
    end = time.monotonic() + STARTS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                sys.exit(f"Nobody listens at {port}")
            time.sleep(0.1)
        else:
            return


def free_ports(*names: str) -> dict[str, int]:
    """Return a port that is free now for each name."""
    with ExitStack() as stack:
        probes = {name: stack.enter_context(socket.socket()) for name in names}
        for probe in probes.values():
            probe.bind(("127.0.0.1", 0))
        return {name: probe.getsockname()[1] for name, probe in probes.items()}


def nginx() -> str:
    """Return where nginx is; Debian puts it where only root looks."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    return found or sys.exit("nginx is missing: tools/system.sh nginx wrk")


def versions() -> str:
    """Return the versions of the servers."""
    from importlib.metadata import version

    said = subprocess.run([nginx(), "-v"], check=True, capture_output=True, text=True).stderr
    return f"granian {version('granian')}, WhiteNoise {version('whitenoise')}, nginx {said.strip().rpartition('/')[2]}"


if __name__ == "__main__":
    main()
