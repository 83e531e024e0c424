"""What the desk rests on: items that a draft or a readers' page cites."""

from django.db.models import Q, QuerySet

from desk.models import Citation, Phase, PublicPage
from wires.models import Item


def in_use() -> "QuerySet[Item]":
    """Items that open drafts and readers' pages cite."""
    out = PublicPage.objects.exclude(state="retracted").values("story")
    open_ones = ~Q(story__phase__in=[Phase.SPIKED, Phase.PUBLISHED])
    cited = Citation.objects.filter(open_ones | Q(story__in=out))
    return Item.objects.filter(pk__in=cited.values("item"))
