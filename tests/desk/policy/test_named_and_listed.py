"""Links of houses and accounts that the copy names in words of its own."""

from tests.desk.policy.pieces import REUTERS, exact, whole


def test_an_account_that_spells_its_address_is_named_by_its_house() -> None:
    post = "https://x.com/rapplerdotcom/status/2064437373957046272"
    assert exact("orphan-link", whole("New video posted by Rappler shows the aisle, Reuters said.", post, REUTERS)) == []  # fmt: skip


def test_a_house_that_is_named_beside_marks_needs_none() -> None:
    posts = ["https://t.me/ivan_fedorov_zp/18412", "https://t.me/ivan_fedorov_zp/18415"]
    marked = "His first message came before noon [1]. The second speaks of 27,000 people [2]."
    assert exact("orphan-link", whole(f"{marked}\n\nReuters has it that most had water by night.", *posts, REUTERS)) == []  # fmt: skip
    assert exact("orphan-link", whole(f"{marked}\n\nMost had water by night.", *posts, REUTERS)) == [REUTERS]  # fmt: skip
