"""How one figure may be a slip of the pen for another. Pure."""

from functools import lru_cache

from desk.policy.figures.quantities import Quantity


def one_digit(a: float, b: float) -> bool:
    """“41” and “14”, “1.3” and “1.8”, “9” and “19”."""
    x, y = (f"{v:.15g}".replace(".", "").strip("0") for v in sorted((a, b)))
    if len(x) == len(y) > 1:
        apart = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
        return len(apart) == 1 or (len(apart) == 2 and apart[0] == apart[1][::-1])
    return len(y) == len(x) + 1 and any(y[:n] + y[n + 1 :] == x for n in range(len(y)))


def tenfold(q: Quantity, b: Quantity) -> bool:
    """Whether two figures of one thing differ by a nought or two: “400 hectares”, “40 hectares”."""
    small, large = sorted((q.value, b.value))
    return (
        q.noun == b.noun and q.kind != "share" and small >= 2 and large in {10 * small, 100 * small}
    )


def anagram(a: float, b: float) -> bool:
    """Whether two whole numbers of one length have the same digits."""
    return a == int(a) and b == int(b) and sorted(str(int(a))) == sorted(str(int(b)))


def change_of_places(a: float, b: float) -> bool:
    """Whether two figures are of the same digits, two of them in each other’s place, and of one size."""
    x = digits_of(a)
    return len(x) > 1 and x == digits_of(b) and one_digit(a, b)


@lru_cache(maxsize=4096)
def digits_of(value: float) -> str:
    """The digits of a figure by their size, without the noughts round them."""
    return "".join(sorted(f"{value:.15g}".replace(".", "").strip("0")))
