"""Screens of the answering desk: files, redaction, decision, fee, third parties."""
