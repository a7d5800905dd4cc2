"""Which module reads which kind of file, by the ending of its name.

Each has `pages(path)`, which yields texts and raises whatever it likes; `Locked` for a password. They are imported in
the process that reads only.
"""

READERS = {
    "csv": "plain",
    "docx": "docx",
    "odt": "odt",
    "ofd": "ofd",
    "pdf": "pdf",
    "pptx": "pptx",
    "txt": "plain",
    "xlsx": "xlsx",
}
