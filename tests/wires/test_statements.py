"""Statements beside the ORM: whatever goes wrong is its own kind of error, and whoever listens hears them."""

import pytest
from django.db import DataError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wires import rows
from wires.models import Wire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        pytest.param("select 'infinity'::timestamptz", DataError, id="as rows are read"),
        pytest.param("create temp table q (a int)", ProgrammingError, id="no rows to read"),
        pytest.param("select 1 / 0", DataError, id="as it is carried out"),
        pytest.param("select from nowhere where", ProgrammingError, id="no statement"),
    ],
)
def test_an_error_is_one_that_a_poll_catches(statement, kind) -> None:
    with pytest.raises(kind), transaction.atomic():
        rows.asked(statement)
    assert rows.asked("select 1") == [(1,)]


def test_whoever_listens_hears_a_statement_once() -> None:
    heard: list[str] = []

    def listen(execute, sql, params, many, context):
        heard.append(sql)
        return execute(sql, params, many, context)

    before = len(connection.queries_log)
    with connection.execute_wrapper(listen):
        assert rows.asked("select %s::int", 2) == [(2,)]
    assert (heard, len(connection.queries_log)) == (["select %s::int"], before)
    with CaptureQueriesContext(connection) as told:
        rows.run("select 1")
    assert len(told) == 1


@pytest.mark.parametrize("habit", [[], [0.5, 1e-9, 3.0], [float("inf")], [1, 2.5]])
def test_a_row_holds_what_the_orm_would_write(habit) -> None:
    wire = Wire(habit=habit, title="Tom’s “wire”", gap_s=1.5, paused=True, cursor={"page": None})
    told = rows.columns(wire, {"habit", "title", "gap_s", "paused", "cursor"})
    places = ", ".join(f"%s::{kind}" for kind in ("text", "bool", "float8", "jsonb", "float8[]"))
    [kept] = rows.asked(f"select {places}", *(told[name] for name in ("title", "paused", "gap_s", "cursor", "habit")))  # fmt: skip
    assert kept == ("Tom’s “wire”", True, 1.5, '{"page": null}', habit)
