"""Public addresses. `/info/<index number>/` never changes."""

from django.urls import path

from yilan.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("info/<path:index_number>/", views.record, name="record"),
]
