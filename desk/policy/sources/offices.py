"""Addresses of governments, armies, universities and of what all lands keep together. Pure."""

import re
from functools import lru_cache

PUBLIC = re.compile(
    r"(?:^|\.)(?:gov|gob|gouv|govt|gub|gv|mil|int|edu|ac)(?:\.|$)|(?:^|\.)(?:europa\.eu|un\.org|unmissions\.org|unhcr\.org|unicef\.org|wfp\.org|unocha\.org|reliefweb\.int|iaea\.org|imf\.org|worldbank\.org|icrc\.org|ifrc\.org|osce\.org)$|\.(?:go\.[a-z]{2}|mi\.th|gc\.ca|admin\.ch|parliament\.uk|bund\.de|jus\.br|leg\.br|mp\.br|nic\.in|gouv\.\w+|overheid\.nl|gc\.ca|admin\.ch|riksdagen\.se|parlament\.\w+)$"
)
# What all lands keep together has no officials of a land.
OF_ALL_LANDS = re.compile(r"(?:^|\.)(?:un\.org|unmissions\.org|unhcr\.org|unicef\.org|wfp\.org|unocha\.org|reliefweb\.int|iaea\.org|imf\.org|worldbank\.org|icrc\.org|ifrc\.org|osce\.org|who\.int|iom\.int|msf\.org)$")  # fmt: skip


@lru_cache(maxsize=2048)
def of_a_public_body(host: str) -> bool:
    """Whether a host is a government’s, an army’s, a university’s or one of the nations together."""
    return PUBLIC.search(host) is not None
