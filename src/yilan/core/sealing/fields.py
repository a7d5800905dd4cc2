"""A text that is clear on its instance and sealed in the database, bound to its column and row."""

from typing import Any

from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.lookups import Exact, IsNull
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_save, pre_save

from yilan.core.sealing.tokens import Head, head_of, seal, unseal

_RAW = "_sealed_raw"  # set on an instance while it is written as it was read (loaddata)


class Sealed:
    """A value as it lies in the database. Neither str nor repr shows anything of it."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @property
    def head(self) -> Head | None:
        """Return with what it was sealed, None when it is no token."""
        return head_of(self.token)

    def open(self, place: str) -> str:
        """Return the clear text; `SealBroken` when this is not its place."""
        return unseal(self.token, place=place)

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)


class _Clear:
    """A text that was set and not saved yet, so that what prints an instance's attributes does not show it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "<clear text, not shown>"


class SealedAttribute(DeferredAttribute):
    """Opens the value each time that it is asked for: an instance holds only what is sealed."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """Return the clear text, or None."""
        if instance is None:
            return self
        held = instance.__dict__.get(self.field.attname, self)
        if held is self:
            super().__get__(instance, cls)  # deferred: this reads it
            held = instance.__dict__[self.field.attname]
        if isinstance(held, Sealed):
            return held if _RAW in instance.__dict__ else held.open(self.field.place_of(instance))
        return held.text if isinstance(held, _Clear) else held

    def __set__(self, instance: Any, value: Any) -> None:
        """Take a clear text, None, or what came from the database."""
        instance.__dict__[self.field.attname] = _Clear(str(value)) if isinstance(value, str) else value


class _SealedExact(Exact):
    """Equality of what is sealed with what is sealed; no clear text is ever found by it."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs is not None and not isinstance(rhs, Sealed):
            raise _cannot_find(lhs.output_field)
        super().__init__(lhs, rhs)


class SealedTextField(models.TextField):
    """A text sealed with `core.sealing`, with `app_label.model.field:key` as its place.

    The key is the primary key, a UUID with a default, so that it is known before the row is written; or another field
    of the model, named by `key`, that is unique and never empty (system check). To find rows by it, keep a
    `blind_index` beside it. `save` and `bulk_create` seal; `update`, `bulk_update` and filters with clear texts are
    refused. `place` fixes the name of the column for the time after model or field were renamed.
    """

    description = "Sealed text"
    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, place: str = "", key: str = "", **kwargs: Any) -> None:
        self.fixed_place = place
        self.key = key
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep a fixed place and a key of its own in migrations."""
        name, path, args, kwargs = super().deconstruct()
        own = {"place": self.fixed_place, "key": self.key}
        return name, path, args, kwargs | {word: value for word, value in own.items() if value}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Join a model."""
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            pre_save.connect(_begin_raw, sender=cls, dispatch_uid=f"sealing {cls._meta.label_lower}")
            post_save.connect(_end_raw, sender=cls, dispatch_uid=f"sealing {cls._meta.label_lower}")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse models whose key is not known before the row is, and what needs clear text in the database."""
        found = list(super().check(**kwargs))
        key = self.key_field
        known = key.unique and not key.null if self.key else isinstance(key, models.UUIDField) and key.has_default()
        if not known:
            words = (
                "A sealed field needs a primary key that is a UUID with a default, or a unique field that is never null"
            )
            found.append(checks.Error(words, obj=self, id="yilan.E101"))
        if self.unique or getattr(self, "db_index", False) or self.has_db_default():
            found.append(
                checks.Error(
                    "A sealed field is never unique, indexed or filled by the database", obj=self, id="yilan.E102"
                )
            )
        return found

    @property
    def key_field(self) -> Any:
        """The field of the model whose value names the row in the place."""
        return self.model._meta.get_field(self.key) if self.key else self.model._meta.pk

    def place_of(self, instance: models.Model) -> str:
        """Return where an instance's value belongs."""
        return self.place_at(getattr(instance, self.key_field.attname))

    def place_at(self, key: object) -> str:
        """Return where the value of the row with a key belongs."""
        key = self.key_field.to_python(key)  # however a UUID was written
        return f"{self.fixed_place or f'{self.model._meta.label_lower}.{self.attname}'}:{key}"

    def to_python(self, value: Any) -> Any:
        """Take what `value_to_string` gave (loaddata). Clear text does not come this way."""
        if value is None or isinstance(value, Sealed):
            return value
        if isinstance(value, str) and head_of(value) is not None:
            return Sealed(value)
        raise ValidationError(f"{self.attname} must be given sealed")

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Check clear text as any text is."""
        self.validate(value, model_instance)
        self.run_validators(value)
        return value

    def from_db_value(self, value: str | None, *_about: object) -> Sealed | None:
        """Keep sealed what is read; only the instance knows its place."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 - Django's signature
        """Seal what was set; check that what was read is saved to its own row."""
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, _Clear):
            held = Sealed(seal(held.text, place=self.place_of(model_instance)))
            model_instance.__dict__[self.attname] = held
        elif isinstance(held, Sealed):
            held.open(self.place_of(model_instance))
        return held

    def get_prep_value(self, value: Any) -> Any:
        """Let only sealed values through; anything else comes from `update` and its like."""
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError(
            f"{self.model._meta.label}.{self.attname} is sealed for its row: set it on the instance and save that"
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        """Give the database the token."""
        value = value if prepared else self.get_prep_value(value)
        return value.token if isinstance(value, Sealed) else value

    def get_placeholder(self, value: Any, _compiler: Any, _connection: Any) -> str:
        """Refuse expressions: what the database computes is not sealed for its row."""
        if hasattr(value, "as_sql"):
            self.get_prep_value(value)
        return "%s"

    def value_to_string(self, obj: models.Model) -> str:
        """Give the sealed value: no dump shows the clear one."""
        held = self.pre_save(obj, add=False)
        return held.token if isinstance(held, Sealed) else ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Know equality of what is sealed, and `isnull`."""
        if lookup_name not in {"exact", "isnull"}:
            raise _cannot_find(self)
        return _SealedExact if lookup_name == "exact" else IsNull

    def get_transform(self, lookup_name: str) -> Any:  # noqa: ARG002 - Django's signature
        """Know none: the database sees no text."""
        raise _cannot_find(self)


def _cannot_find(field: models.Field) -> FieldError:
    return FieldError(
        f"{field.model._meta.label}.{field.attname} is sealed; look for its blind index instead, or for __isnull"
    )


def _begin_raw(instance: models.Model, raw: bool, **_signal: Any) -> None:  # noqa: FBT001 - Django's signature
    if raw:
        instance.__dict__[_RAW] = True


def _end_raw(instance: models.Model, **_signal: Any) -> None:
    instance.__dict__.pop(_RAW, None)
