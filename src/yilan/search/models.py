"""What the search keeps in the database. The index itself is no table: it can be built anew from what stands here."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FileText(models.Model):
    """The text of a published file, page by page, read once: its bytes never change."""

    sha256 = models.CharField(max_length=64, unique=True)
    pages = models.JSONField(default=list)
    note = models.CharField(_("why it is not whole"), max_length=20, blank=True)  # a value of `texts.reading.Note`
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return self.sha256


class OutdatedDocument(models.Model):
    """A document whose entry in the index may no longer be right; indexed anew, the row goes."""

    key = models.CharField(max_length=80, unique=True)
    stamp = models.CharField(max_length=32)  # another one with every touch, so that none is lost while indexing
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("outdated document")
        verbose_name_plural = _("outdated documents")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.key


class Synonyms(models.Model):
    """Words that mean the same: a question with one of them is asked with the others too."""

    words = models.JSONField(_("words"))
    source = models.CharField(_("source of the words"), max_length=200)
    code = models.CharField(max_length=60, unique=True, null=True, editable=False)  # of a group that the data brought
    edited = models.BooleanField(default=False, editable=False)  # staff changed it: the data leaves it alone
    retired = models.BooleanField(_("no longer used"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return " = ".join(self.words)


class BestBet(models.Model):
    """A page that editors put above the results of a question."""

    question = models.CharField(_("question"), max_length=100)
    folded = models.CharField(max_length=100, db_index=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    address = models.CharField(_("address on this site"), max_length=300)

    class Meta:
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")
        ordering: ClassVar = ["folded", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["folded", "address"], name="best_bet_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded question beside the written one."""
        from yilan.search.folding import fold

        self.folded = fold(self.question)[:100]
        super().save(*args, **kwargs)


class AskedQuestion(models.Model):
    """How often something was looked for on a day; nothing says by whom."""

    day = models.DateField(_("day"))
    text = models.CharField(_("question"), max_length=100)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    failed = models.PositiveIntegerField(_("nothing found"), default=0)
    shown = models.PositiveIntegerField(_("results shown by a page that tells what is opened"), default=0)
    opened = models.PositiveIntegerField(_("result opened"), default=0)

    class Meta:
        verbose_name = _("asked question")
        verbose_name_plural = _("asked questions")
        ordering: ClassVar = ["-day", "-asked", "text"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "text"], name="asked_question_once_a_day")]

    def __str__(self) -> str:
        return self.text
