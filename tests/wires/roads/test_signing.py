"""Signatures of letters and the hubs that feeds name. Tables of plain values."""

import hashlib
import hmac

import pytest

from wires.roads.signing import hub_of, hub_signed, signature, signed

BODY = b"<rss/>"
SECRET = "s3cret"
NOON = 1_782_900_000.0


def by(method: str, secret: str = SECRET, body: bytes = BODY) -> str:
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        pytest.param(by("sha256"), True, id="SHA-256"),
        pytest.param(by("sha1"), True, id="SHA-1, as older hubs sign"),
        pytest.param(by("sha512").upper().replace("SHA512", "sha512"), True, id="capitals"),
        pytest.param(by("sha256", "other"), False, id="another secret"),
        pytest.param(by("sha256", body=b"<rss></rss>"), False, id="another body"),
        pytest.param("md5=" + hashlib.md5(BODY).hexdigest(), False, id="a method nobody knows"),
        pytest.param("", False, id="none"),
        pytest.param("sha256", False, id="half"),
    ],
)  # fmt: skip
def test_a_hubs_signature(said, sound) -> None:
    assert hub_signed(BODY, said, SECRET) is sound
    assert not hub_signed(BODY, said, "")


@pytest.mark.parametrize(
    ("late_s", "secret", "wrong"),
    [
        pytest.param(0, SECRET, None, id="sound"),
        pytest.param(299, SECRET, None, id="nearly late"),
        pytest.param(400, SECRET, "five minutes", id="an old letter again"),
        pytest.param(-400, SECRET, "five minutes", id="from the future"),
        pytest.param(0, "guessed", "does not fit", id="another secret"),
    ],
)
def test_a_letter_to_our_webhook(late_s, secret, wrong) -> None:
    stamp = str(int(NOON - late_s))
    headers = {
        "x-nightdesk-timestamp": stamp,
        "x-nightdesk-signature": f"sha256={signature(BODY, stamp, secret)}",
    }
    said = signed(BODY, headers, SECRET, now_s=NOON)
    assert said is None if wrong is None else wrong in said


@pytest.mark.parametrize(
    "headers", [{}, {"x-nightdesk-timestamp": "soon", "x-nightdesk-signature": "x"}]
)
def test_a_letter_without_a_signature_is_told_what_it_needs(headers) -> None:
    assert "X-Nightdesk-Timestamp" in signed(BODY, headers, SECRET, now_s=NOON)


ATOM = b'<feed><link rel="hub" href="https://hub.example/"/><link href="/f" rel="self"/></feed>'


@pytest.mark.parametrize(
    ("body", "headers", "named"),
    [
        pytest.param(ATOM, {}, ("https://hub.example/", "https://a.example/f"), id="elements"),
        pytest.param(b"", {"link": '<https://hub.example/>; rel="hub", <https://a.example/t>; rel=self'}, ("https://hub.example/", "https://a.example/t"), id="headers"),
        pytest.param(ATOM, {"link": '<https://other.example/>; rel="hub"'}, ("https://other.example/", "https://a.example/f"), id="headers first"),
        pytest.param(b'<rss><atom:link rel="hub" href="https://hub.example/?a=1&amp;b=2"/></rss>', {}, ("https://hub.example/?a=1&b=2", "https://a.example/feed"), id="no topic: the address itself"),
        pytest.param(b'<feed><link rel="hub" href="javascript:x"/></feed>', {}, None, id="no web address"),
        pytest.param(b"<feed/>", {}, None, id="no hub"),
    ],
)  # fmt: skip
def test_the_hub_a_feed_names(body, headers, named) -> None:
    assert hub_of(body, headers, "https://a.example/feed") == named
