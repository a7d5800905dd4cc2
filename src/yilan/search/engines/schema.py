"""The fields of the embedded index. A change of what they hold is a new `FORMAT`: old indexes are then built anew."""

from functools import cache

import tantivy

from yilan.search.engines.interface import FACETS

FORMAT = 2
PHRASES = ("text", "title", "sounds", "initials")  # words at places
PLACELESS = ("characters", "title_characters", "word_initials")  # of words it matters only that they occur
EXACT = ("title_exact", "number")


@cache
def schema() -> tantivy.Schema:
    """Return the schema."""
    builder = tantivy.SchemaBuilder()
    for name in PHRASES:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in PLACELESS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("key", "stamp", *EXACT):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()
