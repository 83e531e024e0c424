from django.db import migrations, models

# Of what is barred already nobody wrote down whether in words or in a field: it stands until its hour or a lift.
HELD = "update wires_item set own_embargo_worded = true where own_embargo_at is not null"


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0019_marks_of_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='own_embargo_stated_at',
            field=models.DateTimeField(blank=True, help_text='when, by its agency’s clock, it said so', null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='own_embargo_worded',
            field=models.BooleanField(db_default=False, default=False, help_text='in words, which a later text may leave out'),
        ),
        migrations.AddField(
            model_name='item',
            name='own_lift_stated_at',
            field=models.DateTimeField(blank=True, help_text='when, by its agency’s clock', null=True),
        ),
        migrations.RunSQL(HELD, migrations.RunSQL.noop),
    ]
