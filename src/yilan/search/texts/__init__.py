"""Texts of files, page by page. Files come from outside: they are read in a process of their own, within bounds."""
