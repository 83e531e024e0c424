"""Values on their way to the database in one piece come out as they went in."""

import pytest
from django.db import connection
from django.utils.timezone import now

from tests import make
from tests.bench import test_search
from wires import rows
from wires.models import Cluster, Item


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


@pytest.mark.django_db
def test_the_bench_of_search_makes_items_as_they_are_kept() -> None:
    given = {"source": make.source().pk, "first": 1, "last": 3, "words": 600, "most": 3}
    with connection.cursor() as line:
        line.execute(test_search.MAKE, given)
    assert Item.objects.count() == 3
