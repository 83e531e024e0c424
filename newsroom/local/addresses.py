"""Where things live on this machine; standard library only, and nothing is started from here."""

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "nightdesk"
WEB_DOOR = 8000


def data_dir() -> Path:
    """The folder that holds everything this desk keeps: NIGHTDESK_VAR, or var/ beside manage.py."""
    return Path(os.environ.get("NIGHTDESK_VAR") or ROOT / "var").absolute()


def socket_dir() -> Path:
    """The folder of the servers' sockets, in bytes short enough for a socket's address.

    A socket's path must fit 103 bytes (macOS) or 107 (Linux), however deep the repository lies, so
    the folder stands in the temporary directory under a hash of the user and of the data folder.
    """
    mark = f"{os.getuid()}:{os.path.realpath(data_dir())}"
    return Path("/tmp") / f"nightdesk-{hashlib.sha256(mark.encode()).hexdigest()[:10]}"  # noqa: S108


def database_socket_dir() -> Path:
    """PostgreSQL's own folder: where it runs as another user, the folder is that user's."""
    return socket_dir() / "pg"


def valkey_socket() -> Path:
    """The one address of the embedded Valkey."""
    return socket_dir() / "valkey.sock"


def database_is_ours() -> bool:
    """Say whether nobody named a database, so that the embedded one is used."""
    return not os.environ.get("DATABASE_URL")


def queue_is_ours() -> bool:
    """Say whether nobody named a Redis, so that the embedded Valkey is used."""
    return not os.environ.get("REDIS_URL")


def database_url() -> str:
    """DATABASE_URL, or the address of the embedded PostgreSQL."""
    folder = quote(str(database_socket_dir()), safe="/")
    return (
        os.environ.get("DATABASE_URL") or f"postgresql:///{DATABASE}?host={folder}&user=nightdesk"
    )


def redis_url() -> str:
    """REDIS_URL, or the address of the embedded Valkey, in the words redis-py knows."""
    return os.environ.get("REDIS_URL") or f"unix://{quote(str(valkey_socket()), safe='/')}?db=0"


def broker_url(address: str) -> str:
    """Turn a redis address into Celery's words, which knows a socket by another name.

    redis:// and rediss:// are the same for both; unix://PATH?db=N is redis+socket://PATH?virtual_host=N.
    """
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={number}"


def secret_key() -> str:
    """SECRET_KEY, or the key this desk made for itself and keeps for its own user alone."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    kept = data_dir() / "secret_key"
    if not kept.exists():
        _make_key(kept)
    return kept.read_text(encoding="ascii").strip()


def _make_key(kept: Path) -> None:
    """Put a whole key in place at once, so that a second starter never reads half of one."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = kept.with_name(f"secret_key.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    try:
        os.link(fresh, kept)
    except FileExistsError:
        pass  # Another starter was first; its key holds.
    finally:
        fresh.unlink()
