"""Look again at the pictures of what drafts and readers' pages cite, a few at a time."""

from datetime import datetime

from django.db.models import Q

from desk.models import Citation, Phase, PublicPage
from wires import pictures
from wires.models import Item

AT_ONCE = 3  # a picture may take its time, and so may the next


def watch_pictures(*, now: datetime) -> list[int]:
    """Ids of cited items whose pictures have other bytes than they had."""
    out = PublicPage.objects.exclude(state="retracted").values("story")
    open_ones = ~Q(story__phase__in=[Phase.SPIKED, Phase.PUBLISHED])
    cited = Citation.objects.filter(open_ones | Q(story__in=out))
    used = Item.objects.filter(pk__in=cited.values("item"))
    return pictures.look_again(pictures.due(used, now=now), most=AT_ONCE, now=now)
