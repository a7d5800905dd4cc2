"""Nothing of Django's, Wagtail's or their companions' reaches the staff in English; an upgrade shows up here."""

import json
import re

import pytest
import upstream_gaps
from django.apps import apps
from django.utils import translation
from django.utils.translation import trans_real
from django.views.i18n import JavaScriptCatalog

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w+\}|<[^>]+>")
DOMAINS = ["django", "djangojs"]


def own(domain):
    return upstream_gaps.messages_in(upstream_gaps.OURS / f"{domain}.po")


def english(message):
    return message.id if isinstance(message.id, tuple) else (message.id,)


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_msgid_of_the_installed_packages_is_without_chinese(domain):
    gaps = [f"{package}: {message.id!r}" for package, message in upstream_gaps.missing(domain)]
    assert gaps == [], "tools/upstream_gaps.py prints the entries to fill in"


def test_every_installed_package_with_words_is_looked_at():
    speaking = {
        config.name
        for config in apps.get_app_configs()
        if not config.name.startswith("yilan") and list(upstream_gaps.Path(config.path).glob("locale/*/*/django.po"))
    }
    assert speaking <= set(upstream_gaps.PACKAGES)


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_kept_that_upstream_no_longer_says(domain):
    said = {upstream_gaps.key(message) for message in upstream_gaps.STRAYS}
    for package in upstream_gaps.PACKAGES:
        for catalogue in upstream_gaps.catalogues(package, domain):
            said |= {upstream_gaps.key(message) for message in upstream_gaps.messages_in(catalogue)}
    assert [message.id for message in own(domain) if upstream_gaps.key(message) not in said] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_chinese_is_settled_and_keeps_placeholders_and_tags(domain):
    messages = own(domain)
    assert messages
    for message in messages:
        assert upstream_gaps.settled(message), message.id
        chinese = message.string[0] if isinstance(message.string, tuple) else message.string
        forms = [sorted(PLACEHOLDER.findall(form)) for form in english(message)]
        assert sorted(PLACEHOLDER.findall(chinese)) in forms, message.id
        assert "  " not in chinese


def test_pages_speak_it():
    catalogue = trans_real.translation("zh-hans")._catalog
    for package in upstream_gaps.PACKAGES:
        msgids, _ = upstream_gaps.catalogues(package, "django")
        for message in upstream_gaps.messages_in(msgids):
            context, msgid = upstream_gaps.key(message)
            stored = f"{context}\x04{msgid}" if context else msgid
            assert stored in catalogue or (stored, 0) in catalogue, f"{package}: {msgid}"
    with translation.override("zh-hans"):
        assert translation.gettext("Refresh") == "刷新"
        assert (
            translation.ngettext("Moved up 1 place.", "Moved up %(counter)s places.", 3) % {"counter": 3}
            == "已上移 3 位。"
        )


def test_scripts_speak_it(rf):
    with translation.override("zh-hans"):
        said = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/")).content.decode()
    assert json.dumps("正在自动保存…") in said


def test_a_gap_would_be_found(monkeypatch):
    monkeypatch.setattr(upstream_gaps, "ours", lambda domain: {})
    assert len(list(upstream_gaps.missing("django"))) > 300
