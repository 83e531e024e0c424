"""What the mailbox's own server says of who sent a letter, and what that proves."""

import pytest

from wires import proof
from wires.parse import parse
from wires.types import Checked, Envelope, Method

MX = "mx.desk.example"
FROM = "From: Harbour Press <press@harbour.example>\n"


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("mx.desk.example; none", Checked("mx.desk.example")),
        ("mx.desk.example 1; dkim=pass header.d=a.example", Checked("mx.desk.example", (Method("dkim", "pass", (("header.d", "a.example"),)),))),
        ("mx; SPF = Pass\n\t(sender (x; y)) smtp.mailfrom = b@a.example", Checked("mx", (Method("spf", "pass", (("smtp.mailfrom", "b@a.example"),)),))),
        ('"the mx"; dkim/1=fail reason="no; dmarc=pass" header.b=ab/c+d==', Checked("the mx", (Method("dkim", "fail", (("reason", "no; dmarc=pass"), ("header.b", "ab/c+d=="))),))),
        ("mx (a \" b); dmarc=fail (c \\) d=e; f=g) header.from=x", Checked("mx", (Method("dmarc", "fail", (("header.from", "x"),)),))),
        ("mx; dkim=pass header.b=abc== header.d=x; spf=pass smtp.mailfrom = a", Checked("mx", (Method("dkim", "pass", (("header.b", "abc=="), ("header.d", "x"))), Method("spf", "pass", (("smtp.mailfrom", "a"),))))),
        ("mx; dkim=pass; ; =; dmarc; spf=", Checked("mx", (Method("dkim", "pass"),))),
        ("mx (never ends; dmarc=pass", Checked("mx")),
        ('mx "never ends; dmarc=pass', Checked("mx")),
        ("dmarc=pass", None),
        ("", None),
        ("; dmarc=pass", None),
    ],
)  # fmt: skip
def test_a_field_is_read(field, found) -> None:
    assert proof.read(field) == found


@pytest.mark.parametrize("field", ["(" * 100_000, "mx;" * 50_000, '"' * 100_001, "a=" * 60_000, "mx; " + "a" * 90_000, "\\" * 99_999])  # fmt: skip
def test_a_field_without_end_is_read_as_far_as_fields_go(field) -> None:
    proof.read(field)


def by(*fields: str, sender: str = FROM) -> proof.Proof:
    """What a letter with these fields, the last of its way first, proves."""
    lines = "".join(f"Authentication-Results: {one}\n" for one in fields)
    item = parse(f"{lines}{sender}Subject: x\nMessage-ID: <1@x>\n\nWords.".encode(), kind="email")
    return proof.prove(item.items[0].envelope, MX)


@pytest.mark.parametrize(
    ("fields", "proven"),
    [
        ((f"{MX}; dmarc=pass header.from=harbour.example",), True),
        ((f"{MX.upper()}; dmarc=pass (p=REJECT) header.from=Harbour.Example",), True),
        ((f"{MX}; dmarc=none; dkim=pass header.d=harbour.example",), True),
        ((f"{MX}; dkim=fail header.d=harbour.example; dkim=pass header.i=@harbour.example",), True),
        ((f"{MX}; spf=pass smtp.mailfrom=bounce@harbour.example",), True),
        ((f"{MX}; spf=pass smtp.mailfrom=bounce@lists.example; dkim=pass header.d=lists.example",), False),
        ((f"{MX}; dmarc=pass header.from=rival.example",), False),
        ((f"{MX}; dmarc=pass",), False),
        ((f"{MX}; dmarc=fail header.from=harbour.example; spf=pass smtp.mailfrom=a@harbour.example",), False),
        ((f"{MX}; dmarc=pass header.from=harbour.example; dmarc=fail header.from=harbour.example",), False),
        ((f"x@{MX}; dmarc=pass header.from=harbour.example",), False),
        ((f"<{MX}>; dmarc=pass header.from=harbour.example",), False),
        ((f"mx\u00ad{MX[2:]}; dmarc=pass header.from=harbour.example",), False),
        ((f"{MX.replace('.', chr(0x3002))}; dmarc=pass header.from=harbour.example",), False),
        ((f"{MX}; dkim=pass header.d=example; spf=pass smtp.mailfrom=example",), False),
        ((f"{MX}; dkim=pass header.d=mail.harbour.example",), False),
        ((f"{MX}; dkim=neutral header.d=harbour.example",), False),
        ((f"{MX}; none",), False),
        ((), False),
        (("mx.rival.example; dmarc=pass header.from=harbour.example",), False),
        (("mx.rival.example; spf=none", f"{MX}; dmarc=pass header.from=harbour.example"), True),
        ((f"{MX}; spf=fail smtp.mailfrom=a@rival.example", f"{MX}; dmarc=pass header.from=harbour.example"), False),
        ((f'{MX}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=harbour.example; y"@rival.example',), False),
        ((f"{MX}; spf=pass (says rival; dmarc=pass header.from=harbour.example) smtp.mailfrom=a@rival.example",), False),
    ],
)  # fmt: skip
def test_what_is_proven(fields, proven) -> None:
    found = by(*fields)
    assert (found.domain == "harbour.example") == proven
    assert found.words.endswith(".")


PASSES = f"{MX}; dmarc=pass header.from=harbour.example"


@pytest.mark.parametrize(
    ("sender", "words"),
    [
        (FROM + "From: x@rival.example\n", "several senders"),
        ("From: press@harbour.example, x@rival.example\n", "several senders"),
        ("From: Harbour Press\n", "no address"),
        ("Sender: press@harbour.example\n", "no address"),
        ('From: "press@harbour.example" <x@rival.example>\n', "found nothing that proves that rival.example"),
        ("From: press@harbour.example <x@rival.example>\n", "several senders"),
        ("From: <press@harbour.example> <x@rival.example>\n", "several senders"),
        ("From: A: press@harbour.example, x@rival.example;\n", "several senders"),
    ],
)  # fmt: skip
def test_a_from_line_that_says_more_than_one_thing_proves_nothing(sender, words) -> None:
    found = by(PASSES, sender=sender)
    assert not found.domain
    assert words in found.words


@pytest.mark.parametrize(
    ("server", "said", "proven"),
    [
        ("*.desk.example", "mx1.desk.example", True),
        ("*.desk.example", "mx2.in.desk.example", True),
        ("*.desk.example", "desk.example", False),
        ("*.desk.example", "mx.evildesk.example", False),
        ("*.example", "mx.example", False),
        ("*.", "mx.desk.example", False),
        ("*", "*", True),
        ("*", "mx.desk.example", False),
    ],
)
def test_a_mailbox_with_several_servers_names_what_they_stand_below(server, said, proven) -> None:
    field = proof.read(f"{said}; dmarc=pass header.from=b.example")
    found = proof.prove(Envelope("a@b.example", "b.example", 1, (field,)), server)
    assert bool(found.domain) == proven


def test_nothing_is_proven_where_nobody_has_said_who_checks() -> None:
    envelope = Envelope("a@b.example", "b.example", 1, (Checked("", (Method("dmarc", "pass", (("header.from", "b.example"),)),)),))  # fmt: skip
    assert "Nobody has said" in proof.prove(envelope, "").words
    assert "no address" in proof.prove(None, MX).words


@pytest.mark.parametrize("sender", ["From: Harbour, Press <press@harbour.example>\n", "From: press@harbour.example (Press)\n", "from: A. Harbour <PRESS@harbour.example>\n", "From: =?utf-8?q?H=C3=A4fen?= <press@harbour.example>\n", "From: Häfen <press@harbour.example>\n"])  # fmt: skip
def test_a_name_is_no_second_sender(sender) -> None:
    assert by(PASSES, sender=sender).domain == "harbour.example"


def test_domains_in_other_letters_are_compared_as_servers_write_them() -> None:
    found = by(f"{MX}; dmarc=pass header.from=xn--80ak6aa92e.example", sender="From: a@аррӏе.example\n")  # fmt: skip
    assert found.domain == "xn--80ak6aa92e.example"


@pytest.mark.parametrize(
    ("said", "domain"),
    [
        ("a@straße.example", "xn--strae-oqa.example"),
        ("a@ΒΌΛΟΣ.example", "xn--nxasmq6b.example"),
        ("a@har\u00adbour.example", "harbour.example"),
        ("a@harbour.example/ä", "harbour.example/ä"),
        ("a@harbour.example:ä", "harbour.example:ä"),
        ("a@harbour.example／ä", "harbour.example／ä"),
        ("<a@Harbour.Example.>", "harbour.example"),
        ("ä", "xn--4ca"),
        ("", ""),
    ],
)
def test_a_domain_is_the_one_that_would_be_looked_up(said, domain) -> None:
    assert proof.domain_of(said) == domain


def test_a_letter_from_a_sharp_s_is_not_from_a_double_s() -> None:
    found = by(f"{MX}; dmarc=pass header.from=straße.example", sender="From: a@straße.example\n")
    assert found.domain == "xn--strae-oqa.example"
