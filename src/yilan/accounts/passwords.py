"""A rule for passwords: signs of at least three of the four classes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CLASSES_NEEDED = 3


class ThreeClassesValidator:
    """Asks for three of: small letters, capital letters, digits, other signs.

    Length does more, but auditors of the Multi-Level Protection Scheme (GB/T 22239-2019, 身份鉴别) ask for both.
    """

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise `ValidationError` when fewer than three classes occur."""
        present = [
            any(sign.islower() for sign in password),
            any(sign.isupper() for sign in password),
            any(sign.isdigit() for sign in password),
            any(not sign.isalnum() for sign in password),
        ]
        if sum(present) < CLASSES_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        """Return the rule for people."""
        return _("The password needs three of these: small letters, capital letters, digits, other signs.")
