from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def record(request: HttpRequest, index_number: str) -> HttpResponse:
    return HttpResponse(index_number)
