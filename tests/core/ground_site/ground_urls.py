"""One page, which says what process answered and how many jobs there are."""

import os

from django.http import JsonResponse
from django.urls import path

from yilan.core.models import Job


def home(request):
    return JsonResponse({"process": os.getpid(), "jobs": Job.objects.count()})


urlpatterns = [path("", home)]
