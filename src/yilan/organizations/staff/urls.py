"""Addresses of the room's screens, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.organizations.staff import agencies, designations, leading_groups

AGENCIES = [
    path("", agencies.agency_list, name="list"),
    path("new/", agencies.open_new, name="open"),
    path("at/<slug:code>/", agencies.agency, name="agency"),
    path("at/<slug:code>/change/", agencies.change, name="change"),
    path("at/<slug:code>/move/", agencies.move, name="move"),
    path("at/<slug:code>/close/", agencies.close, name="close"),
    path("at/<slug:code>/reopen/", agencies.reopen, name="reopen"),
    path("at/<slug:code>/key/", agencies.key, name="key"),
    path("at/<slug:code>/designations/new/", designations.designate, name="designate"),
    path("at/<slug:code>/designations/<int:pk>/end/", designations.end, name="end_designation"),
]
GROUPS = [
    path("", leading_groups.group_list, name="list"),
    path("new/", leading_groups.form_new, name="form"),
    path("<int:pk>/", leading_groups.group, name="group"),
    path("<int:pk>/change/", leading_groups.change, name="change"),
    path("<int:pk>/dissolve/", leading_groups.dissolve, name="dissolve"),
    path("<int:pk>/seats/new/", leading_groups.seat, name="seat"),
    path("<int:pk>/seats/<int:seat>/end/", leading_groups.end_seat, name="end_seat"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("agencies/", include((AGENCIES, "organizations_agencies"))),
    path("leading-groups/", include((GROUPS, "organizations_groups"))),
]
