"""Who may know of a story and who may do what. The first line of every view is here.

Stories, items and notes one may not know of answer 404, never 403.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from desk.errors import NotYours
from desk.models import Desk, Person, Role, RoleName, Story
from wires.models import Item


def person(request: HttpRequest) -> Person:
    """The person signed in; views are behind login_required, so anybody else is a bug."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def desks(who: Person | AnonymousUser) -> QuerySet[Desk]:
    """The desks whose stories a person may know of: those of their roles."""
    if not isinstance(who, Person):
        return Desk.objects.none()
    house = Q(name=RoleName.ADMINISTRATOR) | Q(name=RoleName.LAW, desk=None)
    if who.roles.filter(house).exists():
        return Desk.objects.all()
    return Desk.objects.filter(
        roles__person=who, roles__name__in=[RoleName.EDITOR, RoleName.CHIEF, RoleName.LAW]
    ).distinct()


def stories(who: Person) -> QuerySet[Story]:
    """Stories a person may know of."""
    return Story.objects.filter(desk__in=desks(who)).select_related("desk")


def story_or_404(request: HttpRequest, slug: str) -> Story:
    """The story of that slug, if this person may know of it."""
    return get_object_or_404(stories(person(request)), slug=slug)


def is_editor(who: Person, desk: Desk) -> bool:
    """Whether a person writes on that desk; a chief of it may write too."""
    return who.roles.filter(desk=desk, name__in=[RoleName.EDITOR, RoleName.CHIEF]).exists()


def writers(desk: Desk) -> QuerySet[Person]:
    """Everybody who writes on that desk, by name."""
    roles = Role.objects.filter(desk=desk, name__in=[RoleName.EDITOR, RoleName.CHIEF])
    return Person.objects.filter(is_active=True, roles__in=roles).distinct().order_by("name")


def is_chief(who: Person, desk: Desk | None) -> bool:
    """Whether a person signs for that desk; without a desk, for any."""
    roles = who.roles.filter(name=RoleName.CHIEF)
    return (roles.filter(desk=desk) if desk else roles).exists()


def answers_for_law(who: Person, desk: Desk | None) -> bool:
    """Whether a person holds the duty of law and safety for that desk, or for the whole house."""
    roles = who.roles.filter(name=RoleName.LAW)
    return (roles.filter(Q(desk=None) | Q(desk=desk)) if desk else roles).exists()


def is_administrator(who: Person) -> bool:
    """Whether a person looks after the house."""
    return who.roles.filter(name=RoleName.ADMINISTRATOR).exists()


def need_editor(who: Person, story: Story) -> None:
    """Refuse whoever does not write on the story's desk."""
    if not is_editor(who, story.desk):
        raise NotYours(
            "You may read this story but not change it.",
            satisfy=f"An administrator can make you an editor of {story.desk.name}.",
        )


def need_chief(who: Person, desk: Desk | None) -> None:
    """Refuse whoever is not a chief of the desk."""
    if not is_chief(who, desk):
        where = desk.name if desk else "a desk"
        raise NotYours("Only a desk chief can do this.", satisfy=f"Ask a chief of {where}.")


def need_law(who: Person, desk: Desk | None) -> None:
    """Refuse whoever does not answer for law and safety; a chief's name is not enough here."""
    if not answers_for_law(who, desk):
        raise NotYours(
            "Only whoever answers for law and safety decides this.",
            satisfy=f"Ask {law_names(desk)}.",
        )


def law_names(desk: Desk | None) -> str:
    """Who answers for law and safety there, in words."""
    holders = Role.objects.filter(name=RoleName.LAW).select_related("person")
    if desk:
        holders = holders.filter(Q(desk=None) | Q(desk=desk))
    names = sorted({role.person.name for role in holders})
    return " or ".join(names) if names else "an administrator to name somebody for this duty"


def need_signer(who: Person, desk: Desk | None, *, law: bool) -> None:
    """Refuse whoever may not sign: for law and safety its holder, for all else a chief."""
    if law:
        need_law(who, desk)
    else:
        need_chief(who, desk)


def need_administrator(who: Person) -> None:
    """Refuse whoever does not look after the house."""
    if not is_administrator(who):
        raise NotYours("Only an administrator can do this.", satisfy="Ask an administrator.")


def items(who: Person) -> QuerySet[Item]:
    """Items a person may read: all open ones, and confidential ones that name them."""
    return Item.objects.filter(
        Q(confidential=False) | Q(confidential_readers__person=who)
    ).distinct()


def item_or_404(request: HttpRequest, pk: int) -> Item:
    """One item this person may read."""
    readable = items(person(request)).select_related("source", "wire")
    return get_object_or_404(readable, pk=pk)
