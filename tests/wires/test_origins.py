"""Links come down to posts, posts to origins, origins to owners; one place counts."""

import pytest

from tests.make import NOON
from wires import links, paste
from wires.models import Item
from wires.origins import Seen, count, count_items

# As two pieces listed them: one post three times, a channel, one broken address twice.
SEEDS = (
    "https://twitter.com/sentdefender/status/2072466146037514484/video/1",
    "https://twitter.com/sentdefender/status/2072466146037514484",
    "https://t.me/BRICSNews",
    "https://twitter.com/sentdefender/status/2072466146037514484",
    "https://twitter.com/sentdefender/status/2",
    "https://twitter.com/sentdefender/status/2",
)


@pytest.mark.django_db
def test_six_links_are_one_post_a_broken_one_and_a_channel() -> None:
    for link in SEEDS:
        paste.paste(link, text="As read.", by_name="Ida", now=NOON)
    read = [links.read(item.key) for item in Item.objects.order_by("pk")]
    assert [(one.is_post, one.truncated) for one in read] == [
        (True, False),
        (False, False),
        (True, True),
    ]
    assert count_items(Item.objects.select_related("source")).owners == 1


def test_relays_of_one_post_are_one_origin_owned_by_who_began() -> None:
    seen = [Seen("o", "digest"), Seen("o", "watch", starts=True), Seen("o", "paper")]
    assert count(seen).words == "Seen 3 times, 1 origin, 1 owner"
    assert count([*seen, Seen("p", "watch", starts=True)]).owners == 1


def test_unknown_owners_are_one_together() -> None:
    assert count([Seen("o"), Seen("p")]).owners == 1
    assert count([Seen("o"), Seen("p", "Lantern")]).owners == 2
    assert count([]).words == "Seen 0 times, 0 origins, 0 owners"
