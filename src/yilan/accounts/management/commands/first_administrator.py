"""`yilan manage first_administrator`: the first person who may appoint others, on a new site."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from yilan.accounts.actions import appoint, create_account
from yilan.accounts.models import Role
from yilan.accounts.queries import holders
from yilan.organizations.queries import top_agency


class Command(BaseCommand):
    """Create the district's first administrator; refuses where one stands, who creates the others on the screen."""

    help = "Create the district's first administrator. The password is asked for, or read from YILAN_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names."""
        parser.add_argument("username", help="for signing in")
        parser.add_argument("name", help="as colleagues write it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Create and appoint; one clear line on error, and then nothing is written."""
        district = top_agency()
        if district is None:
            raise CommandError("No district stands yet; run `yilan manage found_district` first.")
        standing = holders(Role.ADMINISTRATOR, district).first()
        if standing is not None:
            raise CommandError(f"{standing} already is administrator; new accounts are created in the back office.")
        password = os.environ.get("YILAN_PASSWORD") or getpass.getpass("Password: ")
        try:
            with transaction.atomic():
                user = create_account(
                    actor=None, username=options["username"], display_name=options["name"], password=password
                )
                appoint(actor=None, user=user, role=Role.ADMINISTRATOR, agency=district)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{user} is administrator of {district}.")
