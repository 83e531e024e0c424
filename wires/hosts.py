"""Addresses as browsers read them, and what a host's name alone tells. Pure."""

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import can_ada

if TYPE_CHECKING:
    import tldextract

TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh|igshid|"
    r"mc_[ce]id|amp|amp_.*|_ga|_gl|_hs(enc|mi)|mkt_tok|ref|ref_src|ref_url|referrer|cmpid|cmp|campaign_id|"
    r"ocid|ncid|sr_share|share|shareid|share_id|smid|smtyp|partner|feature|si|spm|xtor|ito|"
    r"at_(medium|campaign|link|bbc|ptr|format|custom).*|guccounter|guce_.*|wt\.mc_id|outputtype|"
    r"trk|trkinfo|vero_id|oly_(anon|enc)_id|__twitter_impression|cn-reloaded|soc_src|soc_trk)$",
    re.IGNORECASE,
)
# On these hosts a bare `s` or `t` is the mark of a share, not an address of something.
SHARE_ONLY = {"x.com": {"s", "t", "lang", "cxt"}, "youtube.com": {"pp", "ab_channel"}}
X_HOSTS = frozenset({"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com", "m.twitter.com"})
BARE_HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(/|$)")
MOST_ASKED = 500  # names in a query
HASH = re.compile(r"[0-9a-f]{32}")
INNER = (".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".localdomain")


@lru_cache(maxsize=1)
def suffixes() -> "tldextract.TLDExtract":
    """The public suffix list that ships with the library; never fetched.

    Loaded with the first page that is on no platform: it brings an HTTP client along, a quarter of a second.
    """
    import tldextract  # noqa: PLC0415

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """`news.bbc.co.uk` → `bbc.co.uk`; the host itself where there is no public suffix."""
    found = suffixes()(host)
    return found.top_domain_under_public_suffix or host


def whatwg(url: str) -> str | None:
    """The address as a browser reads it, or None where a browser would not go there."""
    text = url.strip()
    if "://" not in text and BARE_HOST.match(text):
        text = f"https://{text}"
    try:
        parsed = can_ada.parse(text)
    except ValueError:
        return None
    return parsed.href if parsed.protocol in {"http:", "https:"} else None


def tracked(host: str, name: str) -> bool:
    """Whether a query parameter only says who shared the link."""
    home = "x.com" if host in X_HOSTS else registrable_domain(host)
    return bool(TRACKING.match(name)) or name in SHARE_ONLY.get(home, ())


def asked(query: str) -> list[tuple[str, str]]:
    """What a query asks for, by name, as far as any page is asked."""
    read = "&".join(query.split("&", MOST_ASKED)[:MOST_ASKED])
    return parse_qsl(read, keep_blank_values=True) if read else []


def page_key(base: str, host: str, query: str) -> str:
    """A page's address with the query that names it, in order, without share-tracking."""
    if query.count("&") >= MOST_ASKED:
        return f"{base.rstrip('/')}?{query}"
    kept = sorted((k, v) for k, v in asked(query) if not tracked(host, k))
    return f"{base.rstrip('/')}?{urlencode(kept)}" if kept else without_headline(base.rstrip("/"))


def without_headline(address: str) -> str:
    """An address that ends on an id of 32 hex digits, without the headline before the id: it changes with each edit."""
    if address[-33:-32] == "-" and HASH.fullmatch(address, len(address) - 32):
        folder = address[: address.rindex("/") + 1]
        return address if folder.endswith("://") else f"{folder}{address[-32:]}"
    return address


def private_host(host: str) -> bool:
    """Whether a host is an address or a name that only an inner network knows."""
    bare = host.strip("[]")
    if ":" in bare or bare[-1:].isdigit():
        try:
            return not ipaddress.ip_address(bare).is_global
        except ValueError:
            pass
    return bare == "localhost" or bare.endswith(INNER) or "." not in bare
