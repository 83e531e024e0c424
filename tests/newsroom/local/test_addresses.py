"""Where things live, said without starting anything."""

import os
import stat
import subprocess
import sys

import pytest

from newsroom.local import addresses


@pytest.mark.parametrize(
    ("given", "broker"),
    [
        pytest.param("redis://queue.example:6379/2", "redis://queue.example:6379/2", id="plain"),
        pytest.param("rediss://queue.example/0", "rediss://queue.example/0", id="encrypted"),
        pytest.param(
            "unix:///run/v.sock?db=3", "redis+socket:///run/v.sock?virtual_host=3", id="socket"
        ),
        pytest.param("unix:///v.sock", "redis+socket:///v.sock?virtual_host=0", id="no number"),
    ],
)
def test_celery_gets_its_own_words_for_an_address(given, broker) -> None:
    assert addresses.broker_url(given) == broker


def test_names_given_win(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/desk")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    monkeypatch.setenv("SECRET_KEY", "given")
    assert addresses.database_url() == "postgresql://db.example/desk"
    assert addresses.redis_url() == "redis://queue.example/0"
    assert addresses.secret_key() == "given"


def test_a_socket_fits_however_deep_the_folder_lies(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / ("d" * 150)))
    assert len(os.fsencode(addresses.database_socket_dir() / ".s.PGSQL.5432")) <= 103


def test_the_key_is_made_once_and_for_its_owner(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / "var"))
    first = addresses.secret_key()
    kept = tmp_path / "var" / "secret_key"
    assert len(first) > 50
    assert addresses.secret_key() == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_asking_for_an_address_loads_neither_django_nor_celery() -> None:
    ask = "import newsroom.local.addresses, sys; print({'django', 'celery'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
