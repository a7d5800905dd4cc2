"""Sealed columns beside the clear ones: why a find may stand, and the document number that somebody asks for.

Three migrations seal them, because PostgreSQL alters no table on which the same transaction wrote rows.
"""

from django.db import migrations, models

from yilan.core.sealing import SealedTextField


class Migration(migrations.Migration):
    dependencies = [("access", "0005_allowed_finding")]
    operations = [
        migrations.AddField(model_name="allowedfinding", name="uuid", field=models.UUIDField(null=True)),
        migrations.RenameField(model_name="allowedfinding", old_name="reason", new_name="clear_reason"),
        migrations.AddField(
            model_name="allowedfinding",
            name="reason",
            field=SealedTextField(key="uuid", null=True, verbose_name="reason why it may stand"),
        ),
        migrations.RenameField(model_name="request", old_name="sought_number", new_name="clear_sought_number"),
        migrations.AddField(
            model_name="request",
            name="sought_number",
            field=SealedTextField(null=True, verbose_name="document number"),
        ),
    ]
