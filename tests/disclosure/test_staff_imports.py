import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from staff_doors import enter, words

from yilan.core.jobs.models import Job
from yilan.disclosure.imports import waiting
from yilan.disclosure.imports.background import run_import
from yilan.disclosure.models import ImportRun, Publication

pytestmark = [pytest.mark.django_db]


def row(**changes) -> dict:
    values = {
        "agency": "mzj", "title": "关于2013年低保工作的通报", "columns": ["test-services"], "genre": "tongzhi",
        "written_on": "2013-12-01", "published_at": "2013-12-05", "body": [{"type": "paragraph", "value": "正文。"}],
    }  # fmt: skip
    return values | changes


def upload(client, *rows: dict, name: str = "records.jsonl"):
    content = "\n".join(json.dumps(one, ensure_ascii=False) for one in rows).encode()
    return client.post("/office/imports/", {"file": SimpleUploadedFile(name, content)})


def work() -> None:
    """Do what the worker would do."""
    run_import(**Job.objects.get(task__endswith="run_import").arguments)


def test_a_file_is_checked_vouched_for_and_imported(scene):
    client = enter(scene.office)
    step = upload(client, row(), row(title="关于2013年临时救助工作的通报")).url
    assert "共 2 条，检查无误" in words(client.get(step))
    assert not Publication.objects.exists()
    refused = client.post(step, {"verb": "import", "statement": " "})
    assert refused.context["form"].errors["statement"]
    client.post(step, {"verb": "import", "statement": "2013年经区政府办审查后公开"})
    assert "等待后台处理" in words(client.get(step))
    work()
    assert "已导入并发布 2 条信息" in words(client.get(step))
    assert Publication.objects.count() == 2
    assert ImportRun.objects.get().statement == "2013年经区政府办审查后公开"
    assert ImportRun.objects.get().actor == scene.office


def test_every_problem_is_named_with_row_and_field(scene):
    client = enter(scene.office)
    page = client.get(upload(client, row(genre="无此体裁"), row(written_on="昨天")).url)
    found = {(problem.row, problem.field) for problem in page.context["problems"]}
    assert found == {(1, "genre"), (2, "written_on")}
    assert "尚未导入任何内容" in words(page)
    assert "导入信息" not in words(page).replace("导入历史信息", "")


def test_a_file_with_problems_is_not_imported_by_hand_made_requests(scene):
    client = enter(scene.office)
    step = upload(client, row(genre="无此体裁")).url
    client.post(step, {"verb": "import", "statement": "强行导入"})
    assert not Job.objects.filter(task__endswith="run_import").exists()


def test_the_same_file_is_not_imported_twice(scene):
    client = enter(scene.office)
    client.post(upload(client, row()).url, {"verb": "import", "statement": "已审查"})
    work()
    again = upload(client, row()).url
    assert "不重复导入" in words(client.get(again))
    client.post(again, {"verb": "import", "statement": "再来"})
    assert Publication.objects.count() == 1


def test_the_job_run_twice_imports_once(scene):
    client = enter(scene.office)
    step = upload(client, row()).url
    client.post(step, {"verb": "import", "statement": "已审查"})
    work()
    token = step.partition("file=")[2]
    waiting.note(token, state="running")  # the worker died before it could say that it was done
    work()
    assert waiting.told(token)["state"] == "done"
    assert Publication.objects.count() == 1


def test_other_kinds_of_file_are_refused_at_the_field(scene):
    page = enter(scene.office).post("/office/imports/", {"file": SimpleUploadedFile("records.exe", b"x")})
    assert page.context["form"].errors["file"] == ["只能导入 .jsonl、.csv 和 .xlsx 文件。"]


def test_a_file_can_be_given_up(scene):
    client = enter(scene.office)
    step = upload(client, row()).url
    client.post(step, {"verb": "forget"})
    assert client.get(step).status_code == 404


def test_nobody_sees_or_imports_anothers_upload(scene, appoint):
    step = upload(enter(scene.office), row()).url
    appoint(scene.leader, "information_office", scene.civil)
    assert enter(scene.leader).get(step).status_code == 404
    for token in ("../../etc/passwd", "x" * 32, ""):
        assert enter(scene.office).get("/office/imports/", {"file": token}).status_code in {200, 404}


@pytest.mark.parametrize("who", ["officer", "checker", "reviewer", "leader"])
def test_only_the_information_office_imports(scene, who):
    client = enter(getattr(scene, who))
    assert client.get("/office/imports/").url == "/office/"
    assert upload(client, row()).url == "/office/"
