"""How a reader wants to read: larger, darker, in high contrast. Kept in cookies of the device, told to nobody."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

LOOKS = ("light", "dark", "contrast")
YEAR = 365 * 24 * 3600


def reads_as_elder(request: HttpRequest) -> bool:
    """Tell whether the reader has switched elder mode on: the same pages, larger, with fewer blocks."""
    return request.COOKIES.get("elder") == "1"


def look_of(request: HttpRequest) -> str:
    """Return the colours that the reader chose, empty when the device decides."""
    chosen = request.COOKIES.get("look", "")
    return chosen if chosen in LOOKS else ""


def switch(request: HttpRequest) -> HttpResponse | None:
    """Answer `?elder=1`, `?look=dark` and the like by keeping the choice and showing the same page; else None."""
    if request.method != "GET" or not {"elder", "look"} & set(request.GET):
        return None
    rest = [(name, value) for name, value in request.GET.items() if name not in {"elder", "look"}]
    path = "/" + escape_uri_path(request.path.lstrip("/"))  # never "//host": a path stays on this site
    response = HttpResponseRedirect(f"{path}?{urlencode(rest)}" if rest else path)
    for name, allowed in (("elder", ("1",)), ("look", LOOKS)):
        if request.GET.get(name) in allowed:
            response.set_cookie(name, request.GET[name], max_age=YEAR, samesite="Lax", httponly=True)
        elif name in request.GET:
            response.delete_cookie(name, samesite="Lax")
    return response
