"""Rids fonts of every character that the pages that stay do not show.

A font is shared by pages. One that still knew 张 and 三, which nothing shows any more, would tell what is black.
"""
