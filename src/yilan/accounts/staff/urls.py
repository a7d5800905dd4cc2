"""Addresses of the room's screens, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.accounts.staff import accounts, own, trail

PEOPLE = [
    path("", accounts.account_list, name="list"),
    path("new/", accounts.create, name="create"),
    path("<int:pk>/", accounts.account, name="account"),
    path("<int:pk>/change/", accounts.change, name="change"),
    path("<int:pk>/appoint/", accounts.appoint, name="appoint"),
    path("<int:pk>/appointments/<int:appointment_pk>/end/", accounts.dismiss, name="dismiss"),
    path("<int:pk>/password/", accounts.reset_password, name="reset_password"),
    path("<int:pk>/deactivate/", accounts.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", accounts.reactivate, name="reactivate"),
]
TRAIL = [path("", trail.trail_list, name="list"), path("export/", trail.export, name="export")]
urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", include((PEOPLE, "accounts_people"))),
    path("trail/", include((TRAIL, "accounts_trail"))),
    path("me/password/", include(([path("", own.password, name="password")], "accounts_own"))),
]
