"""The information office downloads a template, brings it back changed, and goes back to the shipped one."""

import io
import sys

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import make_account
from tests.factories.organizations import make_district
from tests.papers.conftest import DAY, words_of

from yilan.accounts.models import Role
from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.organizations.models import Agency
from yilan.papers.layout.styles import Form
from yilan.papers.models import PaperTemplate
from yilan.papers.registry import all_shipped, shipped
from yilan.papers.rendering import render
from yilan.papers.word.building import build

pytestmark = [pytest.mark.django_db]
HOME = "/office/papers/"
LETTER = f"{HOME}letter/"


@pytest.fixture
def keeper() -> Client:
    client = Client()
    client.force_login(make_account("office", Role.INFORMATION_OFFICE, make_district()))
    return client


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def downloaded(client: Client, number: int = 0) -> bytes:
    answer = client.get(f"{LETTER}versions/{number}/download/")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.content


def changed(data: bytes, before: str, after: str) -> bytes:
    """Change words as an office does: in its own program, which writes the whole file anew."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(before, after)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def bring(client: Client, data: bytes, note: str = "改称呼", name: str = "letter.docx"):
    return client.post(f"{LETTER}upload/", {"file": SimpleUploadedFile(name, data), "note": note})


def facts() -> dict[str, object]:
    return shipped("letter").samples()


def test_a_template_goes_out_comes_back_changed_and_stands(keeper):
    edited = changed(downloaded(keeper), "{{ addressee }}：", "尊敬的{{ addressee }}：")
    answer = bring(keeper, edited)
    assert answer.status_code == 302, answer.content.decode()
    page = words(keeper, LETTER)
    assert "改称呼" in page
    assert "第 1 版" in page
    made = render("letter", facts(), on=DAY)
    assert made.template_version == "1"
    assert "尊敬的西夏区住房和城乡建设局：" in words_of(made.pdf)
    assert "尊敬的" in "".join(one.text for one in docx.Document(io.BytesIO(made.docx)).paragraphs)
    assert downloaded(keeper, 1) == edited
    entry = AuditEntry.objects.get(action="papers:template:upload")
    assert (entry.detail["version"], entry.detail["note"]) == (1, "改称呼")
    assert Event.objects.filter(name="PaperTemplateChanged").count() == 1


def test_the_preview_is_a_pdf_with_sample_facts(keeper):
    answer = keeper.get(f"{LETTER}versions/0/preview/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "关于补充提供道路改造工程资料的函" in words_of(answer.content)


def test_back_to_the_shipped_one_after_asking(keeper):
    bring(keeper, changed(downloaded(keeper), "联系人", "经办人"))
    page = words(keeper, f"{LETTER}restore/")
    assert "恢复随平台提供的模板？" in page
    assert PaperTemplate.objects.count() == 1
    assert "联系人" in words_of(keeper.get(f"{LETTER}versions/0/preview/").content)
    answer = keeper.post(f"{LETTER}restore/", {"note": "仍用原文"})
    assert answer.status_code == 302
    made = render("letter", facts(), on=DAY)
    assert made.template_version == shipped("letter").version
    assert "联系人" in words_of(made.pdf)
    assert "经办人" in words_of(keeper.get(f"{LETTER}versions/1/preview/").content)
    assert AuditEntry.objects.filter(action="papers:template:restore").count() == 1
    assert "现行的就是随平台提供的模板" in keeper.post(f"{LETTER}restore/", {"note": "再来"}).content.decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7", "这不是 DOCX 文件"),
        (build("{{ organ }}{{ secret }}", Form.LETTER), "没有内容可填：secret"),
        (build("{{ contact }}", Form.LETTER), "不一定有"),
        (build("{{ organ.__class__ }}", Form.LETTER), "模板中不允许这样写"),
        (build("{{ organ", Form.LETTER), "占位符写法有误"),
        (build("{{ organ|day }}", Form.LETTER), "不能用这种格式写出"),
        (build("{% if contact %}{{ contact.name }}{% endif %}", Form.LETTER), "没有内容可填：name"),
    ],
)
def test_what_cannot_stand_is_refused_at_the_field_and_the_note_is_kept(keeper, data, told):
    answer = bring(keeper, data, note="改了<一句>")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert any(told in error for error in answer.context["form"].errors["file"])
    assert "改了&lt;一句&gt;" in page
    assert not PaperTemplate.objects.exists()


def test_a_note_and_a_change_are_asked_for(keeper):
    answer = bring(keeper, downloaded(keeper), note=" ")
    assert "note" in answer.context["form"].errors
    edited = changed(downloaded(keeper), "联系人", "经办人")
    bring(keeper, edited)
    again = bring(keeper, edited)
    assert "这个文件就是现行版本" in again.content.decode()
    assert keeper.post(f"{LETTER}upload/", {"note": "没有文件"}).context["form"].errors["file"]


def test_a_preview_that_fails_says_why(keeper, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = keeper.get(f"{LETTER}versions/0/preview/", follow=True)
    assert "Pango" in answer.content.decode()


def test_the_list_asks_the_database_no_more_for_many_templates(keeper, shelf, django_assert_max_num_queries):
    page = words(keeper, HOME)
    assert "还没有公文模板" in page
    for number in range(12):
        (shelf / f"t{number}.toml").write_text(
            f'name="模板{number}"\nform="letter"\nsource="自拟"\ntext="国"\n', "utf-8"
        )
    all_shipped.cache_clear()
    with django_assert_max_num_queries(12):
        page = words(keeper, HOME)
    assert page.count("信函格式") == 12


def test_what_is_not_there_is_not_found(keeper):
    for address in (f"{HOME}nothing/", f"{LETTER}versions/7/download/", f"{HOME}nothing/versions/0/preview/",
                    f"{HOME}nothing/upload/", f"{HOME}nothing/restore/"):  # fmt: skip
        assert keeper.get(address).status_code == 404


def test_the_menu_leads_there_for_the_information_office_only(keeper):
    assert HOME in words(keeper, "/office/")
    officer = Client()
    officer.force_login(make_account("officer", Role.OFFICER, Agency.objects.get()))
    assert HOME not in words(officer, "/office/")
    assert officer.post(f"{LETTER}upload/", {"note": "a"}).status_code in (302, 403)
    assert not PaperTemplate.objects.exists()
