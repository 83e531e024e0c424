"""Every way we know of to make a server fetch from its own house, all refused."""

import httpcore
import pytest

from tests.make import NOON
from tests.wires.served import Answer, serving
from wires import guard
from wires.fetch import fetch
from wires.types import Failure, Fetched

PUBLIC = "93.184.216.34"
INNER = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1",
    "127.1.2.3", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.170",
    "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "100::1",
    "2001::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:10::1", "2001:20::1", "2001:db8::1",
    "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fe80::1%25lo", "fec0::1", "ff02::1", "ff0e::1", "not an address", "",
]  # fmt: skip
OUTER = [
    PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808", "2002:808:808::1",
]  # fmt: skip
WRITTEN = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://0177.0.0x0.1/", "http://017700000001/",
    "http://127.0.0.1./", "http://127。0。0。1/", "http://１２７．０．０．１/", "http://①②⑦.⓪.⓪.①/",
    "http://localhost/", "http://LOCALHOST./", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://0/", "http://0.0.0.0/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1%25lo]/",
    "http://[fe80::1%lo]/", "http://169.254.169.254/latest/meta-data/", "http://2852039166/",
    "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/",
    "http://user@127.0.0.1/", "http://wire.example@127.0.0.1/", "http://127.0.0.1:80@wire.example/",
    "http://wire.example:pass@127.0.0.1/", "http://127.0.0.1#@wire.example/", "http://127.0.0.1\\@wire.example/",
    "http://wire.example\\@127.0.0.1/", "http:127.0.0.1/", "http:/127.0.0.1/", "http:///127.0.0.1/",
    "http://127.0.0.1:22/", "http://127.0.0.1:6379/", "http://127.0.0.1:99999/", "http://127.0.0.1%2f@wire.example/",
    "http://127.0.0.1%00.wire.example/", "http://127.0.0.1\t/", "http://12\n7.0.0.1/", " http://127.0.0.1/",
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "gopher://127.0.0.1:6379/_INFO", "ftp://127.0.0.1/",
    "dict://127.0.0.1:11211/stat", "jar:http://127.0.0.1!/", "data:text/xml,<rss/>", "javascript:alert(1)",
    "unix:///var/run/docker.sock", "ldap://127.0.0.1/", "", "//127.0.0.1/", "http://", "http://[", "http://[::1",
]  # fmt: skip


def says(*addresses: str):
    """A resolver that gives these, and reads numbers as numbers."""
    return lambda _host, _port: list(addresses)


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_refused_even_among_public_ones(address) -> None:
    assert not guard.public(address)
    with pytest.raises(guard.Refused):
        guard.check("http://wire.example/", {}, resolver=says(PUBLIC, address))


@pytest.mark.parametrize("address", OUTER)
def test_an_outer_address_is_fetched(address) -> None:
    assert guard.check("http://wire.example/", {}, resolver=says(address)).address == address


@pytest.mark.parametrize("url", WRITTEN)
def test_however_it_is_written_nothing_inner_is_fetched(url) -> None:
    got = fetch(url, now=NOON, allowed={}, resolver=numbers_only, whole=2)
    assert isinstance(got, Failure), url


def numbers_only(host: str, port: int) -> list[str]:
    """The machine's own reading of numbers, in every form it knows; other names are not known."""
    try:
        return guard.resolve(host, port)
    except OSError:
        return []


@pytest.mark.parametrize("to", [*WRITTEN[:36], "https://127.0.0.1/", "http://other.example/"])
def test_a_redirect_leads_nowhere_inside(to) -> None:
    def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "other.example" else guard.resolve(host, port)

    with serving(lambda _: Answer(status=302, headers={"Location": to.encode().decode("latin-1")})) as site:  # fmt: skip
        doors = guard.doors(site.doors("wire.example"))
        got = fetch("http://wire.example/", now=NOON, allowed=doors, resolver=inside, whole=2)
    assert isinstance(got, Failure)
    assert len(site.asked) == 1


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_checked(monkeypatch) -> None:
    """A name that changes its answer after the check changes nothing, and is refused the next time."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1", PUBLIC]])
    went = []

    def connect(_self, host, port, *_rest):
        went.append((host, port))
        raise httpcore.ConnectError("far away")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    for words in ("connection failed", "open internet", "open internet"):
        got = fetch("http://rebind.example/", now=NOON, allowed={}, resolver=lambda *_: next(answers), whole=2)  # fmt: skip
        assert words in got.words
    assert went == [(PUBLIC, 80)]


def test_https_never_leads_back_to_http() -> None:
    from wires.fetch import led

    with pytest.raises(guard.Refused):
        led("https://wire.example/f", "http://wire.example/f")
    assert led("http://wire.example/f", "https://wire.example/f") == "https://wire.example/f"


def test_a_door_of_the_environment_is_the_only_one() -> None:
    with serving(lambda _: Answer(b"<rss/>")) as site:
        doors = guard.doors(site.doors("wire.example"))
        got = fetch("http://wire.example/", now=NOON, allowed=doors, whole=2)
        assert isinstance(got, Fetched)
        for other in ("http://x.wire.example/", f"http://127.0.0.1:{site.port}/", f"http://localhost:{site.port}/"):  # fmt: skip
            assert isinstance(fetch(other, now=NOON, allowed=doors, resolver=says("127.0.0.1"), whole=2), Failure)  # fmt: skip
    assert len(site.asked) == 1
