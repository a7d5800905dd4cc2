"""What went wrong, in one line."""


class Refused(Exception):
    """The command cannot do what was asked; the text says why and what to do."""


def words(error: Exception) -> str:
    """Return an error as one line. An error that nobody foresaw is named as one."""
    from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    from yilan.core.messages import CannotCompile
    from yilan.core.sealing.keyring import KeyringMissing

    foreseen = (
        *(Refused, CommandError, PermissionDenied, OSError, DatabaseError),
        *(ImproperlyConfigured, CannotCompile, KeyringMissing),
    )
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        return " ".join(error.messages)
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, foreseen):
        return text
    return f"unexpected {type(error).__name__}: {text} (--debug shows where)"
