"""Historic records come in: the whole file is checked first, then all of it is written, or nothing."""

from yilan.disclosure.imports.importing import import_file
from yilan.disclosure.imports.problems import ImportReport, Problem

__all__ = ["ImportReport", "Problem", "import_file"]
