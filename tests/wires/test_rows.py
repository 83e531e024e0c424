"""Values on their way to the database in one piece come out as they went in."""

import pytest
from django.utils.timezone import now

from wires import rows
from wires.models import Cluster


@pytest.mark.django_db
def test_words_in_one_piece_come_out_as_they_went_in():
    odd = ["", "plain", 'a "quoted" one', "back\\slash", "{x,y}", "NULL", "two\nlines\t", "it's", "пост"]  # fmt: skip
    assert [word for (word,) in rows.asked("select unnest(%s::text[])", rows.names(odd))] == odd


@pytest.mark.django_db
def test_a_row_is_written_with_its_id():
    hour = now()
    made = Cluster(first_at=hour, latest_at=hour)
    rows.put_one(made)
    assert Cluster.objects.get(pk=made.pk).first_at == hour
