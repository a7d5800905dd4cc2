"""The checks of `make check` find what they are there to find."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import dependencies
import file_sizes
import house_rules
import messages
import pytest
import raw_text
import run_tests
import untranslated
from babel.messages.catalog import Message
from problem import ROOT, Problem
from pytest_socket import SocketConnectBlockedError

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'


def texts(problems):
    return [problem.text for problem in problems]


# --- house rules


@pytest.mark.parametrize(
    "path",
    [
        "src/yilan/portal/views.py",
        "src/yilan/portal/pages/lists.py",
        "src/yilan/office/home.py",
        "src/yilan/disclosure/staff/queue.py",
        "src/yilan/access/public/forms.py",
        "src/yilan/services/views.py",
    ],
)
def test_a_manager_in_a_face_is_found_with_its_line(path):
    found = list(house_rules.managers_in_faces(path, "from x import A\n\nrows = A.objects.all()\n"))
    assert [(problem.path, problem.line) for problem in found] == [(path, 3)]


@pytest.mark.parametrize("path", ["src/yilan/disclosure/queries.py", "src/yilan/portal/queries.py", "tests/x/views.py"])
def test_managers_are_at_home_in_queries_and_tests(path):
    assert not list(house_rules.managers_in_faces(path, "rows = A.objects.all()\n"))


def test_the_word_objects_alone_is_no_manager():
    assert not list(house_rules.managers_in_faces("src/yilan/portal/views.py", "objects = [1]  # .objects\n"))


def test_registry_hosts_and_machine_paths_are_found():
    host = "registry." + "npmjs.org"
    folder = "/" + "work/main"
    found = list(house_rules.foreign_places("a.txt", f"fine\nfrom {host}\ncd {folder}/src\nhttps://x.cn/work/1\n"))
    assert [problem.line for problem in found] == [2, 3]


def test_ignores_must_name_what_they_ignore():
    silent = "x = 1  # type: " + "ignore\ny = 2  # no" + "qa\n"
    named = "x = 1  # type: ignore[arg-type]\ny = 2  # noqa: S101 - a reason\n"
    assert [problem.line for problem in house_rules.silenced_checks("a.py", silent)] == [1, 2]
    assert not list(house_rules.silenced_checks("a.py", named))


def test_a_left_out_test_must_give_its_reason():
    bare = "import pytest\n\n@pytest.mark.skip\ndef test(): ...\n"
    told = 'import pytest\n\n@pytest.mark.skip(reason="needs a printer")\ndef test(): ...\n'
    assert texts(house_rules.silenced_checks("tests/a.py", bare)) == ["skip without a reason"]
    assert not list(house_rules.silenced_checks("tests/a.py", told))


def test_words_said_at_import_are_found_and_those_of_functions_are_not():
    text = (
        "from django.utils.translation import gettext as _, gettext_lazy\n"
        "TITLE = _('Title')\n"
        "class Form:\n"
        "    label = {'a': _('Label')}\n"
        "    other = gettext_lazy('Other')\n"
        "    def words(self):\n"
        "        return _('Later')\n"
        "later = lambda: _('Later')\n"
    )
    found = list(house_rules.words_at_import("src/yilan/portal/pages.py", text))
    assert [(problem.line, problem.text) for problem in found] == [
        (2, "_() runs at import; use its lazy twin"),
        (4, "_() runs at import; use its lazy twin"),
    ]
    assert not list(house_rules.words_at_import("tests/test_x.py", text))


def test_a_link_to_a_missing_page_is_found():
    page = "[here](contributing.md) [there](no-such-page.md#top) [web](https://example.org/x)\n![view](images/no.png)\n"
    found = list(house_rules.broken_links("docs/page.md", page))
    assert [(problem.line, problem.text) for problem in found] == [
        (1, "links to no-such-page.md, which does not exist"),
        (2, "links to images/no.png, which does not exist"),
    ]


def test_a_link_to_a_missing_heading_is_found():
    page = "# Page\n[a](#the-way-back) [b](#nowhere) [c](contributing.md#habits) [d](contributing.md#none)\n"
    found = texts(house_rules.broken_links("docs/page.md", page + "## The way: back\n```\n# Nowhere\n```\n"))
    assert found == [
        "links to #nowhere, and this page has no such heading",
        "links to #none, and contributing.md has no such heading",
    ]


def test_a_room_without_its_half_page_is_found():
    paths = ["src/yilan/a/__init__.py", "src/yilan/a/README.md", "src/yilan/b/__init__.py", "src/yilan/b/c/__init__.py"]
    assert [problem.path for problem in house_rules.rooms_without_readme(paths)] == ["src/yilan/b/README.md"]
    assert not list(
        house_rules.rooms_without_readme(["src/yilan/__init__.py", "src/yilan/locale/x.po", "tests/b/x.py"])
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('source = "Order 711"\n[[limit]]\ncode = "answer"\n', 0),
        ('[[limit]]\nsource = "Order 711"\n[[limit]]\nsource = "Order 492"\n', 0),
        ('[[limit]]\nsource = "Order 711"\n[[limit]]\ncode = "answer"\n', 1),
        ('source = ""\nlimits = [1, 2]\n', 1),
    ],
)
def test_data_without_its_source_is_found(text, number):
    assert len(list(house_rules.data_without_source("src/yilan/a/data/limits.toml", text))) == number
    assert not list(house_rules.data_without_source("src/yilan/demo/district/limits.toml", text))


def test_two_test_files_of_one_name_are_found():
    paths = ["tests/a/test_one.py", "tests/b/test_one.py", "tests/b/conftest.py", "tests/a/conftest.py"]
    assert [problem.path for problem in house_rules.twin_tests(paths)] == ["tests/b/test_one.py"]


def test_every_rule_is_applied_to_files(tmp_path):
    page = tmp_path / "x.py"
    page.write_text("y = 2  # no" + "qa\n", encoding="utf-8")
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x89PNG\xff")
    assert texts(house_rules.problems([page, picture])) == ["noqa without the rule's code"]


def test_long_files_are_found_and_migrations_are_not(tmp_path):
    (tmp_path / "migrations").mkdir()
    for path in (tmp_path / "long.py", tmp_path / "migrations" / "0001_initial.py"):
        path.write_text("x = 1\n" * 401, encoding="utf-8")
    (tmp_path / "right.py").write_text("x = 1\n" * 400, encoding="utf-8")
    found = list(file_sizes.too_long(sorted(tmp_path.rglob("*.py"))))
    assert texts(found) == ["401 lines; the ceiling is 400"]


# --- words on screen


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>Hello</p>", 1),
        ("<p>\n  {{ name }} records\n</p>", 2),
        ('<div>\n<img src="x.png" alt="A map">', 2),
        ('<input type="submit" value="Send">', 1),
        ("{% if x %}\n\n您好{% endif %}", 3),
        ('{% include "x.html" with title="首页" %}', 1),
        ('{% translate "首页" %}', 1),
        ("{# one\n#}\n{% blocktranslate %}a\nb{% endblocktranslate %}\nStray", 5),
    ],
)
def test_raw_text_in_a_template_is_found_with_its_line(template, line):
    assert [problem.line for problem in raw_text.raw_text("x.html", template)] == [line]


@pytest.mark.parametrize(
    "template",
    [
        '<h1 class="title" id="top">{% translate "Home" %}</h1>',
        "{% blocktranslate trimmed count n=n %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
        "{% comment %}Nobody reads this 注释{% endcomment %}{# nor this 注释 #}<!-- nor this -->",
        "<script>const words = 'not shown';</script><style>a { color: red }</style>",
        '<input type="hidden" value="token"><a href="/feeds/">Atom</a> · 12 &nbsp; {{ record.title }}',
        '<img alt="{% translate "A map" %}" src="map.png">',
        "{% block bodyclass %}desk-body{% endblock %}",
    ],
)
def test_translated_templates_pass(template):
    assert not list(raw_text.raw_text("x.html", template))


def test_gaps_are_empty_guessed_and_chinese_msgids():
    found = untranslated.gaps(
        "room",
        [
            Message("Done", "完成"),
            Message("Open", ""),
            Message("Close", "关闭", flags=["fuzzy"]),
            Message(("%(n)d row", "%(n)d rows"), ("",)),
            Message("打开", "打开"),
            Message("For example 西政发〔2014〕12号", "例如：西政发〔2014〕12号"),
        ],
    )
    assert texts(found) == [
        "no Chinese for 'Open'",
        "Chinese is only guessed (fuzzy) for 'Close'",
        "no Chinese for '%(n)d row'",
        "msgid is Chinese, msgids are English: '打开'",
    ]


def test_rooms_that_translate_one_msgid_differently_are_found():
    rooms = {
        "a": [Message("state", "状态"), Message("order", "次序", context="list")],
        "b": [Message("state", "州"), Message("order", "命令")],
    }
    assert texts(untranslated.disagreements(rooms)) == ["'state' is '州' here and '状态' in a"]


def test_a_new_string_without_chinese_is_found(tmp_path):
    room = tmp_path / "house" / "room"
    catalogue = room / messages.CATALOGUE / "django.po"
    (room / "templates").mkdir(parents=True)
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEADER + 'msgid "Old"\nmsgstr "旧"\n', encoding="utf-8")
    (room / "templates" / "x.html").write_text('{% load i18n %}{% translate "Old" %} {% translate "New" %}')
    before = catalogue.read_text(encoding="utf-8")
    _, used = untranslated.in_use(room, tmp_path)
    assert texts(untranslated.gaps("room", used)) == ["no Chinese for 'New'"]
    assert catalogue.read_text(encoding="utf-8") == before


def test_gathering_keeps_chinese_drops_what_is_gone_and_is_stable(tmp_path):
    room = tmp_path / "room"
    catalogue = room / messages.CATALOGUE / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEADER + 'msgid "Old"\nmsgstr "旧"\n\nmsgid "Gone"\nmsgstr "没了"\n', encoding="utf-8")
    (room / "x.py").write_text('from django.utils.translation import gettext as _\n_("Old")\n_("New")\n')
    assert messages.gather(room) == [catalogue]
    first = catalogue.read_text(encoding="utf-8")
    assert 'msgid "Old"\nmsgstr "旧"' in first
    assert 'msgid "New"\nmsgstr ""' in first
    assert "Gone" not in first
    messages.gather(room)
    assert catalogue.read_text(encoding="utf-8") == first


def test_a_new_catalogue_has_one_form_for_every_number(tmp_path):
    (tmp_path / "x.py").write_text(
        "from django.utils.translation import ngettext\nngettext('%d row', '%d rows', 2) % 2\n"
    )
    (catalogue,) = messages.gather(tmp_path)
    said = catalogue.read_text(encoding="utf-8")
    assert 'msgid_plural "%d rows"\nmsgstr[0] ""' in said
    assert "msgstr[1]" not in said


def test_a_room_that_says_nothing_gets_no_catalogue(tmp_path):
    (tmp_path / "x.py").write_text("SILENT = True\n")
    assert messages.gather(tmp_path) == []
    assert not list(tmp_path.rglob("*.po"))


@pytest.mark.parametrize(
    ("msgid", "chinese", "flag"),
    [
        ("%(n)d rows", "%(m)d 行", "python-format"),
        ("%(n)d rows", "几行", "python-format"),
        ("%d of %d", "第 %d", "python-format"),
        ("{n} rows", "{m} 行", "python-brace-format"),
        (("one row", "%(n)d rows"), ("%(m)d 行",), "python-format"),
    ],
)
def test_a_lost_placeholder_is_found(msgid, chinese, flag):
    (said,) = texts(untranslated.gaps("room", [Message(msgid, chinese, flags=[flag])]))
    assert said.startswith("placeholders are lost")


@pytest.mark.parametrize(
    ("msgid", "chinese", "flag"),
    [
        ("%(n)d of %(m)d", "%(m)d 之 %(n)d", "python-format"),
        (("one row", "%(n)d rows"), ("%(n)d 行",), "python-format"),
        (("one row", "%(n)d rows"), ("数行",), "python-format"),
        ("100% of it", "全部", ""),
    ],
)
def test_placeholders_may_change_places(msgid, chinese, flag):
    assert not list(untranslated.gaps("room", [Message(msgid, chinese, flags=[flag])]))


# --- dependencies, runs and programs


@pytest.mark.parametrize(
    ("wish", "name"),
    [("psycopg[binary]>=3.3", "psycopg"), ("Django>=5.2,<5.3", "django"), ("et_xmlfile", "et-xmlfile")],
)
def test_distribution_names_have_one_form(wish, name):
    assert dependencies.normal(wish) == name


def test_imports_from_outside_are_seen(tmp_path):
    module = tmp_path / "x.py"
    module.write_text(
        "import os\nimport babel.dates\nfrom yilan.core import x\nfrom . import y\n"
        "def f():\n    from wagtail import z\n"
    )
    assert list(dependencies.imported(module)) == [(2, "babel"), (6, "wagtail")]


def test_what_is_asked_for_is_locked_and_explained():
    assert not list(dependencies.unexplained())


def test_a_part_without_a_report_counts_as_a_failure(tmp_path):
    count = run_tests.Count()
    count.add(tmp_path / "missing.xml")
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>')
    count.add(report)
    assert (count.passed, count.failed, count.skipped) == (3, 3, 2)


def test_problems_print_as_editors_read_them():
    assert str(Problem("a.py", 3, "bad")) == "a.py:3: bad"
    assert str(Problem("a.py", 0, "bad")) == "a.py: bad"


def test_make_alone_lists_every_target():
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[0] for line in said.splitlines()}
    assert {"help", "install", "demo", "serve", "test", "check", "bench", "messages"} <= listed


ASK = """
import os, psycopg
url = os.environ["DATABASE_URL"]
print(psycopg.connect(url).execute("select 6 * 7").fetchone()[0], url)
raise SystemExit(3)
"""


def test_postgresql_is_lent_and_cleared_away():
    command = ["tools/with_postgresql", sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    answer, url = done.stdout.split()
    assert answer == "42"
    folder = Path(urlsplit(url).hostname.replace("%2f", "/"))
    assert folder.parent.is_dir()
    assert not folder.exists()


def test_nothing_is_asked_of_apt_when_nothing_is_missing(tmp_path):
    alarm = tmp_path / "apt-get"
    alarm.write_text("#!/bin/sh\necho called\nexit 1\n")
    alarm.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = [shutil.which("bash"), "tools/system.sh", "gettext", "postgresql"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_a_test_that_calls_out_fails():
    # The warning comes first, and warnings are errors here.
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"), socket.socket() as line:
        line.connect(("192.0.2.1", 80))
