"""People of the newsroom, their desks, what they may do there, and links that let them in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Makes people; the password may be unset, then only a sign-in link lets them in."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "Person":
        """A person who may sign in; the address is kept in lower case."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by address, whatever its case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who works here. What they may do is in their roles."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False, help_text="made up for the demo newsroom")

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """First letters of the first and last name, for carets and marks."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Desk(models.Model):
    """The team that owns stories, with the time zone of its place."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=60, default="UTC", help_text="IANA name: Europe/Kyiv")
    zone_label = models.CharField(max_length=60, default="UTC")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleName(models.TextChoices):
    """What a person may do: write, sign, answer for law and safety, or look after the house."""

    EDITOR = "editor", "editor"
    CHIEF = "chief", "desk chief"
    LAW = "law", "law and safety"
    ADMINISTRATOR = "administrator", "administrator"


class Role(models.Model):
    """A person's part on one desk; `desk` is empty for the whole house: administrators, and law."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    desk = models.ForeignKey(
        Desk, on_delete=models.CASCADE, related_name="roles", null=True, blank=True
    )
    name = models.CharField(max_length=15, choices=RoleName)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "desk", "name"],
                name="one_role_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"


class SignInLink(models.Model):
    """A link that signs one person in, once, within ten minutes; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    loopback_only = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"link for {self.person_id}"
