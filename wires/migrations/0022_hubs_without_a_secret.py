import wires.models.push
from django.db import migrations, models

# A secret that went to a hub in clear is nobody's; its letters only make us poll, and it is asked again without one.
HEARD = "update wires_push set secret = '' where kind = 'websub' and hub ilike 'http://%'"


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0021_told_with'),
    ]

    operations = [
        migrations.AlterField(
            model_name='push',
            name='secret',
            field=models.CharField(blank=True, default=wires.models.push.unguessable, help_text='empty: its hub is on http://', max_length=64),
        ),
        migrations.RunSQL(HEARD, migrations.RunSQL.noop),
    ]
