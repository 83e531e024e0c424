from django.db import migrations, models

HOURS = """
    update wires_item set embargoed = true where embargo_until is not null;
    update wires_item i set embargoed = true
     where embargo_until is null
       and exists (select 1 from wires_itemevent e where e.item_id = i.id and e.kind = 'embargoed');
    update wires_item i set own_embargo_at = received_at, own_embargo_until = embargo_until
     where embargoed and not exists (
        select 1 from wires_advisory a
         where a.item_id = i.id and a.act = 'embargoed' and a.done_at is not null and a.refused_at is null
           and a.until is not distinct from i.embargo_until);
"""


class Migration(migrations.Migration):
    dependencies = [("wires", "0015_elements_of_a_document")]

    operations = [
        migrations.AddField(
            "item",
            "embargoed",
            models.BooleanField(
                db_default=False, default=False, help_text="by its agency, with or without an hour"
            ),
        ),
        migrations.AlterField(
            "item",
            "embargo_until",
            models.DateTimeField(blank=True, null=True, help_text="of all in force"),
        ),
        migrations.AddField(
            "item",
            "own_embargo_at",
            models.DateTimeField(blank=True, null=True, help_text="since when it says so itself"),
        ),
        migrations.AddField(
            "item", "own_embargo_until", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "item",
            "own_lift_at",
            models.DateTimeField(blank=True, null=True, help_text="when it lifted its own"),
        ),
        migrations.AlterField(
            "advisory",
            "act",
            models.CharField(
                choices=[
                    ("killed", "kills"),
                    ("corrected", "corrects"),
                    ("embargoed", "puts under embargo"),
                    ("lifted", "lifts the embargo of"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "itemevent",
            "kind",
            models.CharField(
                choices=[
                    ("arrived", "arrived"),
                    ("edited", "edited"),
                    ("withdrawn", "withdrawn"),
                    ("restored", "back again"),
                    ("joined", "joined a cluster"),
                    ("killed", "killed by its agency"),
                    ("corrected", "corrected by its agency"),
                    ("embargoed", "put under embargo"),
                    ("lifted", "freed of its embargo"),
                    ("removed", "removed here"),
                    ("pictured", "has another picture"),
                    ("advised", "perhaps meant by a notice of its agency"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(HOURS, migrations.RunSQL.noop),
    ]
