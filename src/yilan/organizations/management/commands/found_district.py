"""`yilan manage found_district`: the root of the tree and the district government, on an empty site."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from yilan.organizations.actions import found_district, open_agency
from yilan.organizations.models import Agency
from yilan.organizations.queries import top_agency


class Command(BaseCommand):
    """Make an empty site a district's; with a district present it only renames the root."""

    help = "Found the district: the root of the tree and, when none stands, the district government's agency."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what an agency needs at least; the rest is entered in the back office."""
        parser.add_argument("name", help="the district, for example 西夏区")
        parser.add_argument(
            "--agency", required=True, help="the district government's name, for example 西夏区人民政府"
        )
        parser.add_argument("--code", required=True, help="its code in addresses, for example xxq")
        parser.add_argument("--organ-code", required=True, help="its organ code, which stands in index numbers")
        parser.add_argument("--area-code", required=True, help="the district's area code, six digits")
        parser.add_argument("--opened-on", type=date.fromisoformat, default=date(1949, 10, 1), metavar="YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Found the district; one clear line on error, and then nothing is written."""
        try:
            with transaction.atomic():
                found_district(actor=None, name=options["name"])
                if top_agency() is None:
                    open_agency(
                        actor=None,
                        code=options["code"],
                        name=options["agency"],
                        short_name=options["name"],
                        level=Agency.Level.DISTRICT,
                        organ_code=options["organ_code"],
                        area_code=options["area_code"],
                        opened_on=options["opened_on"],
                    )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{options['name']} stands. Next: yilan manage first_administrator USERNAME NAME")
