"""DOCX files: built from a text, filled with facts, checked when an office brings one, read for the PDF."""
