"""Addresses of the desk, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.access.staff import (
    annulling,
    case,
    files,
    finishing,
    handing,
    helping,
    joining,
    papers,
    parties,
    queue,
    registering,
    removing,
    steps,
)

CASES = [
    path("", queue.case_list, name="list"),
    path("export/", queue.export, name="export"),
    path("new/", registering.register, name="register"),
    path("new/<slug:code>/", registering.register_other, name="register_other"),
    path("handing-over/", handing.people, name="people"),
    path("handing-over/<slug:code>/<int:person>/", handing.hand_all, name="hand_all"),
    path("help/<slug:code>/", helping.explain, name="help"),
    path("<uuid:uuid>/", case.case, name="case"),
    path("<uuid:uuid>/receipt/", papers.slip, name="slip"),
    path("<uuid:uuid>/steps/<slug:kind>/", steps.step, name="step"),
    path("<uuid:uuid>/steps/<slug:kind>/paper/", steps.paper, name="step_paper"),
    path("<uuid:uuid>/handler/", handing.hand, name="hand"),
    path("<uuid:uuid>/split/", joining.split, name="split"),
    path("<uuid:uuid>/merge/", joining.merge, name="merge"),
    path("<uuid:uuid>/propose/", finishing.propose, name="propose"),
    path("<uuid:uuid>/archive/", finishing.archive, name="archive"),
    path("<uuid:uuid>/annul/", annulling.annul, name="annul"),
    path("<uuid:uuid>/parties/new/", parties.add, name="add_party"),
    path("<uuid:uuid>/parties/<uuid:party>/", parties.reveal, name="reveal"),
    path("<uuid:uuid>/files/", files.add, name="add_file"),
    path("<uuid:uuid>/files/<int:pk>/", files.take, name="file"),
    path("<uuid:uuid>/files/<int:pk>/removal/", removing.remove, name="remove_file"),
    path("<uuid:uuid>/papers/<int:pk>/", papers.deliver, name="deliver"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("access/", include((CASES, "access_cases")))]
