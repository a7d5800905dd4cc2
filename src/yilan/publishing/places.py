"""Where the site folder is, and where in it the file of an address lies."""

from pathlib import Path

from django.conf import settings

INDEX = "index.html"
GONE = "gone.html"  # the notice of an address that is gone: the server sends it with 410
LONGEST_PART = 200  # bytes; file systems end at 255, and variants add to the name


def site_folder(home: Path | None = None) -> Path:
    """Return the folder that is served, where no bucket is chosen: a link to the build that stands."""
    return (home or Path(settings.HOME)) / "site"


def file_of(path: str) -> str | None:
    """Return the file of an address below the site folder, None for an address that cannot be a file.

    `/overview/` is `overview/index.html`; `/feeds/all.atom` is `feeds/all.atom`. Nothing leads out of the folder.
    """
    parts = path.removeprefix("/").split("/")
    directory = parts[-1] == ""
    names = parts[:-1] if directory else parts
    if not path.startswith("/") or any(not _is_name(name) for name in names):
        return None
    return "/".join([*names, INDEX] if directory else names)


def _is_name(name: str) -> bool:
    plain = name not in {"", ".", ".."} and "\0" not in name and "\\" not in name
    return plain and not name.startswith(".") and len(name.encode(errors="surrogatepass")) <= LONGEST_PART
