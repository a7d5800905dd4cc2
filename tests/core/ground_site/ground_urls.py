"""One page, which says what process answered, how many jobs there are and where it was told that it stands."""

import os

from django.http import JsonResponse
from django.urls import path

from yilan.core.models import Job


def home(request):
    told = os.environ.get("YILAN_ADDRESS")
    return JsonResponse({"process": os.getpid(), "jobs": Job.objects.count(), "address": told})


urlpatterns = [path("", home)]
