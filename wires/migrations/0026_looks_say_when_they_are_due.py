from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0025_alerts_that_somebody_has'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='look',
            name='sure',
        ),
        migrations.AddField(
            model_name='look',
            name='due_at',
            field=models.DateTimeField(blank=True, help_text='when to ask again, at once where not stated', null=True),
        ),
    ]
