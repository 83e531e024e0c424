"""Elements of agencies' documents by their names, found at the library's own pace and not one by one. Pure.

An agency's reader asks a dozen times where something stands; each question of a tree of two hundred thousand
elements is to cost milliseconds.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from wires.parse.xml import Element

# Names of several words, as the standards write them.
WORDED = {
    one.lower(): one
    for one in (
        "AssociatedWith ByLine CatalogItem ConceptItem ContentCreated ContentItem ContentMeta ContentModified ContentSet "
        "DataContent DateAndTime DateId EdNote FirstCreated GroupSet HeadLine InlineData InlineXML ItemMeta ItemRef "
        "KnowledgeItem MediaType MimeType NameLabel NewsComponent NewsItem NewsItemId NewsLine NewsLineText NewsLineType "
        "NewsMessage PackageItem PlanningItem PubStatus PublicIdentifier RemoteContent SlugLine StatusWillChange "
        "ThisRevisionCreated VersionCreated"
    ).split()
}


@lru_cache(maxsize=512)
def tags(name: str) -> tuple[str, ...]:
    """How an element of this name is written, in whatever namespace: each standard has its own way, and makers have theirs."""
    worded = WORDED.get(name, name.capitalize())
    ways = (name, worded, worded[0].lower() + worded[1:], name.capitalize(), name.upper())
    return tuple(f"{{*}}{one}" for one in dict.fromkeys(ways))


@lru_cache(maxsize=512)
def every(names: tuple[str, ...]) -> tuple[str, ...]:
    """How elements of these names are written."""
    return tuple(tag for name in names for tag in tags(name))


def each(node: Element | None, *names: str) -> Iterator[Element]:
    """Elements of these names below, the element itself among them, in the document's order."""
    return iter(()) if node is None else node.iter(*every(names))


def below(node: Element | None, *names: str) -> list[Element]:
    """All of them."""
    return list(each(node, *names))


def first(node: Element | None, *names: str) -> Element | None:
    """The first element of the first of these names that has any, wherever below."""
    return next((found for name in names for found in each(node, name)), None)


def child(node: Element | None, *names: str) -> Element | None:
    """The first child of the first of these names that there is."""
    return next((found for name in names for found in children(node, name)), None)


def children(node: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names."""
    return iter(()) if node is None else node.iterchildren(*every(names))


def is_in(node: Element, *names: str) -> bool:
    """Whether an element stands inside one of these names."""
    return next(node.iterancestors(*every(names)), None) is not None


def outermost(node: Element | None, *names: str, most: int) -> list[Element]:
    """The first elements of these names that stand in no other of them, at most so many."""
    found: list[Element] = []
    if node is None:
        return found
    walker = etree.iterwalk(node, events=("start",), tag=every(names))
    for _, one in islice(walker, most):
        found.append(one)
        walker.skip_subtree()
    return found
