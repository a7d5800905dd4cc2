"""The blocks that a record's body is made of: enough for an official document, so that nobody needs raw HTML."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    """A heading of one of the three levels of an official document (一、 （一） 1.)."""

    level = blocks.ChoiceBlock(choices=[("1", "一、"), ("2", "（一）"), ("3", "1.")], default="1", label=_("Level"))
    text = blocks.CharBlock(max_length=200, label=_("Heading"))


class PictureBlock(blocks.StructBlock):
    """An image that says in words what it shows."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(max_length=200, label=_("Alternative text"), help_text=_("What the image shows, in words"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))


class VideoBlock(blocks.StructBlock):
    """A video with its words."""

    file = DocumentChooserBlock(label=_("Video file"))
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    transcript = blocks.TextBlock(label=_("Transcript"), help_text=_("What is said, for those who cannot hear it"))


class LawBlock(blocks.StructBlock):
    """A quotation of law."""

    law = blocks.CharBlock(max_length=120, label=_("Law"))
    article = blocks.CharBlock(max_length=60, label=_("Article"))
    text = blocks.TextBlock(label=_("Wording"))


class SignatureBlock(blocks.StructBlock):
    """Who signed an official document, and the day under it (落款): set at the right, as GB/T 9704-2012 7.3.5 asks."""

    name = blocks.TextBlock(rows=1, label=_("Organ"), help_text=_("One a line where several have issued it"))
    day = blocks.DateBlock(label=_("Day"))


class RecordBody(blocks.StreamBlock):
    """The body of a record."""

    paragraph = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Paragraph"))
    heading = HeadingBlock(label=_("Heading"))
    table = TableBlock(label=_("Table"))
    image = PictureBlock(label=_("Image"))
    video = VideoBlock(label=_("Video"))
    law = LawBlock(label=_("Quotation of law"))
    signature = SignatureBlock(label=_("Signature and date"))

    class Meta:
        required = False
