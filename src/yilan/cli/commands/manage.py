import argparse

NAME = "manage"
HELP = "run one of Django's own commands, as in `yilan manage migrate`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows as it is."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…", help="Django's command and its options")


def run(options: argparse.Namespace) -> int:
    """Hand over to Django. Its commands end the process themselves when they fail."""
    from django.core.management import ManagementUtility

    from yilan.cli.starting import start_django

    start_django()
    utility = ManagementUtility(["yilan manage", *(options.arguments or ["help"])])
    utility.prog_name = "yilan manage"
    utility.execute()
    return 0
