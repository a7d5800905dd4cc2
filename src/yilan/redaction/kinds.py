"""Which kinds of files can be redacted."""

PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff"})
KINDS = PICTURES | {PDF}
