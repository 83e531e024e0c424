"""The judge of the lead that decides here: the desk's own, or the one that ships."""

from functools import lru_cache

from desk.models import JudgeState, OwnJudge
from desk.policy.framing import head


def number() -> int | None:
    """The number of the desk's own judge, None where the shipped one decides; one small query.

    A judge made before the desk read units as it does now cannot read them; the shipped one decides.
    """
    pk = OwnJudge.objects.filter(state=JudgeState.ACTIVE).values_list("pk", flat=True).first()
    return pk if of(pk) else None


def of(pk: int | None) -> head.Head | None:
    """The judge of a number, None where the shipped one decides in its place."""
    own = kept(pk) if pk else None
    return own if own and own.fits else None


def in_force() -> head.Head | None:
    """The desk's own judge, None where the shipped one decides."""
    return of(number())


@lru_cache(maxsize=4)
def kept(pk: int) -> head.Head:
    """A judge's numbers, read once; they are never edited."""
    return head.unpacked(OwnJudge.objects.values_list("data", flat=True).get(pk=pk))
