from django.db import migrations, models

# What was stored before: the earlier of posted and received, and the start of the chain it names.
FILL = """
    update wires_item
       set effective_at = least(coalesce(posted_at, received_at), received_at),
           origin_id = relay_of_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0003_origins_counts_removals'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='item',
            name='effective_at',
            field=models.DateTimeField(db_index=True),
        ),
    ]
