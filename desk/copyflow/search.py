"""Find items by the desk's query language, through the full-text index."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from desk.errors import Unsound
from wires.models import Item
from wires.query import QueryError, compile_query


def found_items(items: QuerySet[Item], query: str) -> QuerySet[Item]:
    """Items that match, newest first; raises Unsound with a sentence."""
    try:
        compiled = compile_query(query)
    except QueryError as wrong:
        raise Unsound(str(wrong), satisfy="Words, “phrases”, AND, OR, NOT and brackets.") from wrong
    raw = SearchQuery(compiled, search_type="raw", config="simple")
    return items.filter(search=raw).order_by("-received_at", "-id")
