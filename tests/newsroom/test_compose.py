"""What `docker-compose.yml`, the Dockerfile and `.env.example` say is true of the product; no engine is asked."""

import importlib
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom.local.manner import VERSION

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, one in SERVICES.items() if "build" in one]
IMAGE = (ROOT / "Dockerfile").read_text()
HERE_ONLY = {"PORT", "NIGHTDESK_DEMO"}  # of `make run`
# What libpq and Docker's image read; everything else is ours to read.
THEIRS = {"PGPASSWORD", "POSTGRES_PASSWORD", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def read_by_the_code() -> set[str]:
    files = [one for room in ("newsroom", "desk", "wires") for one in (ROOT / room).rglob("*.py")]
    return set(re.findall(r'"([A-Z][A-Z_]{3,})"', "\n".join(one.read_text() for one in files)))


def asked_of_the_operator() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))


def test_every_variable_it_gives_is_read() -> None:
    given = {name for one in OURS for name in SERVICES[one]["environment"]}
    given |= set(re.findall(r"\b([A-Z][A-Z_]+)=", IMAGE))
    assert given - THEIRS <= read_by_the_code()


def test_every_variable_of_the_handbook_can_be_given() -> None:
    table = (
        (ROOT / "docs/operations.md").read_text().split("| Variable | Means |")[1].split("\n\n")[0]
    )
    named = set(re.findall(r"`([A-Z_]{4,})(?:=\w+)?`", table))
    for one in OURS:
        assert named - HERE_ONLY <= set(SERVICES[one]["environment"])


def test_what_it_asks_for_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == asked_of_the_operator()


def test_no_secret_of_the_operator_comes_into_the_image() -> None:
    kept_out = (ROOT / ".dockerignore").read_text().split()
    places = {one.split(":")[0].removeprefix("./") for one in SERVICES["web"]["volumes"]}
    assert {".env*", "var", ".git", *places} <= set(kept_out)


def commands() -> list[list[str]]:
    last = re.findall(r"^CMD \[(.*)\]$", IMAGE, re.MULTILINE)[0]
    return [
        *(shlex.split(SERVICES[one]["command"]) for one in OURS),
        re.findall(r'"([^"]*)"', last),
    ]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_is_one_of_the_products(command) -> None:
    assert (Path(sys.executable).parent / command[0]).exists()
    for module, name in (one.split(":") for one in command if re.fullmatch(r"[a-z.]+:[a-z]+", one)):
        assert getattr(importlib.import_module(module), name)
    if command[:2] == ["celery", "-A"]:
        assert importlib.import_module(command[2])
    assert command[0] != "python" or (ROOT / command[1]).exists()


def test_the_webs_health_is_asked_at_its_own_door_under_a_name_it_answers_to(
    client, settings
) -> None:
    web = SERVICES["web"]
    ask = web["healthcheck"]["test"][-1]
    [found] = re.findall(r"http://127\.0\.0\.1:(\d+)(/[\w/]+)", ask)
    assert web["ports"] == [f"127.0.0.1:{found[0]}:{found[0]}"]
    assert f"--port {found[0]} " in web["command"]
    settings.ALLOWED_HOSTS = ["desk.paper.example"]
    assert "os.environ['NIGHTDESK_HOSTS'].split(',')[0]" in ask
    assert client.get(found[1], headers={"host": "desk.paper.example"}).status_code == 200
    compile(ask, "healthcheck", "exec")


def test_the_database_is_asked_by_the_road_that_the_desk_takes() -> None:
    """The server that only makes the database answers on its socket, before there is one for the desk."""
    asked = SERVICES["postgres"]["healthcheck"]["test"]
    assert asked[asked.index("-h") + 1] == "127.0.0.1"
    assert SERVICES["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_a_password_may_have_any_sign() -> None:
    for one in OURS:
        given = SERVICES[one]["environment"]
        assert "POSTGRES_PASSWORD" not in given["DATABASE_URL"]
        assert given["PGPASSWORD"] == SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"]


def test_the_servers_are_of_the_versions_that_the_desk_runs_on() -> None:

    assert SERVICES["postgres"]["image"] == f"postgres:{VERSION}"
    python = re.findall(r"^FROM python:([\d.]+)", IMAGE)[0]
    assert f">={python}" in (ROOT / "pyproject.toml").read_text().replace(" ", "")
