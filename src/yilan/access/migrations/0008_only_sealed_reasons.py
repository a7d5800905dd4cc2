"""The clear columns go."""

import uuid

from django.db import migrations, models

from yilan.core.sealing import SealedTextField


class Migration(migrations.Migration):
    dependencies = [("access", "0007_seal_reasons")]
    operations = [
        migrations.AlterField(
            model_name="allowedfinding",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name="allowedfinding",
            name="clear_reason",
            field=models.CharField(default="", max_length=300),  # so that the way back can add it
        ),
        migrations.RemoveField(model_name="allowedfinding", name="clear_reason"),
        migrations.AlterField(
            model_name="allowedfinding",
            name="reason",
            field=SealedTextField(key="uuid", verbose_name="reason why it may stand"),
        ),
        migrations.AlterField(
            model_name="request",
            name="clear_sought_number",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.RemoveField(model_name="request", name="clear_sought_number"),
        # First no longer null, then with its default: a default in clear cannot fill a sealed column.
        migrations.AlterField(
            model_name="request", name="sought_number", field=SealedTextField(verbose_name="document number")
        ),
        migrations.AlterField(
            model_name="request",
            name="sought_number",
            field=SealedTextField(blank=True, default="", verbose_name="document number"),
        ),
    ]
