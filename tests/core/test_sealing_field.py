import json
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models, transaction
from django.db.models import F
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from tests.core.sealing_notes import note_model, stored, swap

from yilan.core.sealing import SealBroken, Sealed, SealedTextField, unseal

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "王建国"


@pytest.fixture
def note():
    with note_model() as model:
        yield model


def test_clear_on_the_instance_and_sealed_in_the_database(note):
    made = note.objects.create(name=NAME)
    assert made.name == NAME
    read = note.objects.get(pk=made.pk)
    assert (read.name, read.remark) == (NAME, None)
    (token,) = stored()
    assert NAME not in token
    assert unseal(token, place=f"core.note.name:{made.pk}") == NAME


def test_what_is_saved_again_or_changed_or_deferred_reads_right(note):
    made = note.objects.create(name=NAME, remark="")
    made.name = "李秀英"
    made.save(update_fields=["name"])
    read = note.objects.only("pk").get()
    assert (read.name, read.remark) == ("李秀英", "")
    before = stored()
    read.save()
    assert note.objects.get().name == "李秀英"
    note.objects.get().save()
    assert len(before) == len(stored()) == 1
    read.refresh_from_db()
    assert read.name == "李秀英"


def test_many_at_once(note):
    note.objects.bulk_create([note(name=f"{number}号") for number in range(5)])
    assert {one.name for one in note.objects.all()} == {f"{number}号" for number in range(5)}
    assert not any("号" in token for token in stored())


def test_a_value_moved_to_another_row_or_column_does_not_open(note):
    first, second = (note.objects.create(name=name, remark="见附件") for name in (NAME, "李秀英"))
    tokens = {one.pk: one.name for one in [first, second]}
    lying = dict(note.objects.values_list("pk", "name"))
    swap("name", lying[first.pk].token, lying[second.pk].token + "x")
    with pytest.raises(SealBroken):
        _ = note.objects.get(pk=first.pk).name
    swap("name", lying[second.pk].token + "x", lying[second.pk].token)
    with pytest.raises(SealBroken):
        _ = note.objects.get(pk=first.pk).name
    assert note.objects.get(pk=second.pk).name == tokens[second.pk]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_note SET remark = name")
    with pytest.raises(SealBroken):
        _ = note.objects.get(pk=second.pk).remark


def test_a_row_copied_to_another_key_is_refused_as_its_seals_are_of_the_first(note):
    note.objects.create(name=NAME)
    read = note.objects.get()
    read.pk = uuid.uuid4()
    with pytest.raises(SealBroken), transaction.atomic():
        read.save(force_insert=True)
    assert note.objects.count() == 1


@pytest.mark.parametrize(
    "look",
    [
        {"name": NAME},
        {"name__contains": "王"},
        {"name__in": [NAME]},
        {"name__startswith": "v1"},
        {"name__length__gt": 1},
        {"name__exact": ""},
    ],
)
def test_no_filter_finds_clear_text_and_the_error_says_what_to_do(note, look):
    with pytest.raises(FieldError, match=r"core\.Note\.name is sealed; look for its blind index"):
        note.objects.filter(**look)


def test_missing_values_are_found(note):
    note.objects.create(name=NAME)
    note.objects.create(name=NAME, remark="有")
    assert note.objects.filter(remark__isnull=True).count() == 1
    assert note.objects.filter(remark=None).count() == 1


def test_updates_that_would_write_clear_text_are_refused(note):
    made = note.objects.create(name=NAME)
    with pytest.raises(TypeError, match="set it on the instance and save"), transaction.atomic():
        note.objects.update(name="李秀英")
    with pytest.raises(TypeError, match="set it on the instance and save"), transaction.atomic():
        note.objects.update(name=F("remark"))
    made.name = "李秀英"
    with pytest.raises(TypeError, match="set it on the instance and save"), transaction.atomic():
        note.objects.bulk_update([made], ["name"])
    assert note.objects.get().name == NAME
    note.objects.update(remark=None)


def test_nothing_that_prints_shows_it(note):
    made = note(name=NAME)
    assert NAME not in f"{made!r} {made} {vars(made)!r}"
    made.save()
    read = note.objects.get()
    assert read.name == NAME
    assert NAME not in f"{made!r} {vars(made)!r} {read!r} {vars(read)!r} {list(note.objects.values())!r}"
    (value,) = note.objects.values_list("name", flat=True)
    assert isinstance(value, Sealed)
    assert f"{value} {value!r}" == "<sealed> <sealed>"


@pytest.mark.parametrize("form", ["json", "xml", "jsonl", "python"])
def test_a_dump_shows_nothing_and_loads_again(note, form):
    made = note.objects.create(name=NAME)
    whole = serializers.serialize(form, note.objects.all())
    assert NAME not in str(whole)
    assert json.dumps(NAME)[1:-1] not in str(whole)
    if form == "python":
        assert whole[0]["fields"]["name"].startswith("v1.")
        return
    before = stored()
    note.objects.all().delete()
    with isolate_apps("yilan.core") as apps:
        apps.register_model("core", note)
        from unittest.mock import patch

        with (
            patch("django.core.serializers.python.apps", apps),
            patch("django.core.serializers.xml_serializer.apps", apps),
        ):
            for read in serializers.deserialize(form, whole):
                read.save()
    assert stored() == before
    assert note.objects.get(pk=made.pk).name == NAME


def test_a_dump_with_clear_text_is_not_loaded(note):
    with pytest.raises(ValidationError, match="must be given sealed"):
        note._meta.get_field("name").to_python(NAME)


def test_a_form_shows_and_takes_clear_text(note):
    made = note.objects.create(name=NAME)
    form = modelform_factory(note, fields=["name", "remark"])
    assert NAME in form(instance=note.objects.get()).as_p()
    sent = form({"name": "v1.李", "remark": ""}, instance=made)
    assert sent.is_valid(), sent.errors
    sent.save()
    assert note.objects.get().name == "v1.李"
    assert not form({"name": ""}, instance=made).is_valid()


def test_models_that_cannot_hold_it_are_refused():
    with isolate_apps("yilan.core"):

        class Numbered(models.Model):  # noqa: DJ008
            name = SealedTextField()

            class Meta:
                app_label = "core"

        class Known(models.Model):  # noqa: DJ008
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            name = SealedTextField(db_index=True)

            class Meta:
                app_label = "core"

        class Loose(models.Model):  # noqa: DJ008
            ticket = models.UUIDField(unique=True, null=True)
            paper = models.UUIDField(unique=True)
            name = SealedTextField(key="ticket")
            title = SealedTextField(key="paper")

            class Meta:
                app_label = "core"

    assert not Loose._meta.get_field("title").check()
    assert [found.id for found in Loose._meta.get_field("name").check()] == ["yilan.E101"]
    assert [found.id for found in Numbered._meta.get_field("name").check()] == ["yilan.E101"]
    assert [found.id for found in Known._meta.get_field("name").check()] == ["yilan.E102"]


def test_a_fixed_place_outlives_a_renamed_model_and_stands_in_migrations():
    field = SealedTextField(place="casework.party.name")
    assert field.deconstruct()[3] == {"place": "casework.party.name"}
    assert field.clone().fixed_place == "casework.party.name"
    with isolate_apps("yilan.core"):

        class Renamed(models.Model):  # noqa: DJ008
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            name = field

            class Meta:
                app_label = "core"

    key = uuid.uuid4()
    assert field.place_of(Renamed(pk=str(key).upper())) == f"casework.party.name:{key}"


def test_another_field_names_the_row_where_the_primary_key_is_counted():
    field = SealedTextField(key="paper")
    assert field.deconstruct()[3] == {"key": "paper"}
    with isolate_apps("yilan.core"):

        class Filed(models.Model):  # noqa: DJ008
            paper = models.UUIDField(unique=True)
            title = field

            class Meta:
                app_label = "core"

    key = uuid.uuid4()
    assert field.place_of(Filed(pk=7, paper=key)) == f"core.filed.title:{key}"
    assert field.place_at(str(key).upper()) == f"core.filed.title:{key}"
