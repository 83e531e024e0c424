"""`make run` hurt in every way that a trial met: kills, taken ports, deep paths, other users."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def left(var: Path) -> list[str]:
    """Programs that still run for this folder."""
    look = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return [line for line in look.stdout.splitlines() if str(var) in line]


def ready(one) -> bool:
    try:
        return one.answers("/health/ready", seconds=3) == 200
    except OSError:
        return False


def wait_ready(one, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not ready(one):
        assert time.monotonic() < end, "not everything works again"
        time.sleep(0.2)


def test_twice_in_a_row_and_nothing_is_left(desk) -> None:
    one = desk().start()
    assert one.answers("/") == 200
    assert one.told.count("/desk/sign-in/") == 2
    wait_ready(one)
    again = desk(one.var, one.port).start()
    assert again.end() == 1
    assert one.address in again.told
    assert one.end() == 0
    assert not left(one.var)
    assert one.start().answers("/") == 200
    assert one.end(signal.SIGTERM) == 0
    assert not left(one.var)


def test_each_program_may_be_killed_and_all_works_again(desk) -> None:
    one = desk().start()
    wait_ready(one)
    for words in ("newsroom.local.web", "celery -A newsroom worker", "beat", "bin/postgres"):
        os.kill(one.child(words), signal.SIGKILL)
        time.sleep(1)
        wait_ready(one)
    os.kill(one.child("valkey-server"), signal.SIGKILL)
    time.sleep(1)
    wait_ready(one)
    assert one.end() == 0
    assert one.told.count("it is started again.") == 5
    assert not left(one.var)


def test_a_killed_web_loses_no_visitor(desk) -> None:
    one = desk().start()
    os.kill(one.child("newsroom.local.web"), signal.SIGKILL)
    assert one.answers("/") == 200


def test_a_killed_supervisor_leaves_nothing_and_the_next_start_works(desk) -> None:
    one = desk().start()
    wait_ready(one)
    one.running.kill()
    one.running.wait()
    one.start()
    assert one.address.endswith(f":{one.port}")
    wait_ready(one)
    assert one.end() == 0
    assert not left(one.var)


def test_five_deaths_in_a_minute_end_it_with_the_last_words(desk) -> None:
    one = desk().start()
    killed = set()
    while one.running.poll() is None and len(killed) < 6:
        try:
            number = one.child("celery -A newsroom beat")
        except AssertionError:
            break
        if number not in killed:
            os.kill(number, signal.SIGKILL)
            killed.add(number)
        time.sleep(0.1)
    assert one.end() == 1
    assert len(killed) == 5
    assert "beat died 5 times within a minute" in one.told
    assert "beat.log" in one.told
    assert not left(one.var)


def test_a_taken_port_gives_the_next(desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 8950))
        taken.listen()
        one = desk(port=8950).start()
        assert one.address.endswith(":8951")
        assert one.answers("/") == 200


def test_a_path_of_150_characters(desk, tmp_path) -> None:
    deep = tmp_path / ("deep-" * 40)[: max(10, 150 - len(str(tmp_path)))]
    one = desk(deep / "var").start()
    assert len(str(one.var)) > 150
    assert one.answers("/") == 200


def test_a_start_cut_short_does_not_stop_the_next(desk) -> None:
    one = desk()
    given = {**os.environ, "NIGHTDESK_VAR": str(one.var), "PORT": str(one.port)}
    for seconds in (0.3, 0.9, 2.0, 4.0):
        cut = subprocess.Popen([sys.executable, "-m", "newsroom.local.up"], cwd=ROOT, env=given)
        time.sleep(seconds)
        cut.send_signal(signal.SIGINT if seconds > 0.5 else signal.SIGKILL)
        cut.wait(30)
    assert one.start().answers("/") == 200


def test_without_namespaces_it_runs_as_nobody(desk, tmp_path) -> None:
    """PATH without unshare is what a container without user namespaces looks like from here."""
    if os.getuid() == 0:
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ("ps", "sh", "env"):
            (tools / name).symlink_to(shutil.which(name) or name)
        one = desk(PATH=str(tools)).start()
        owner = Path(f"/proc/{one.child('bin/postgres')}").stat().st_uid
        assert owner == 65534
        assert one.answers("/") == 200
        assert one.end() == 0
        place = (one.var / "pg18").resolve().parent
        assert one.start().answers("/") == 200  # In a namespace again, on the same cluster.
        assert one.end() == 0
        shutil.rmtree(place)


def test_servers_of_ones_own_are_used_and_no_link_is_printed(desk, tmp_path) -> None:
    lender = desk(tmp_path / "lender", 8960).start()
    folder = subprocess.run(
        [
            sys.executable,
            "-c",
            "from newsroom.local import addresses as a; print(a.database_url(), a.redis_url())",
        ],
        cwd=ROOT,
        env={**os.environ, "NIGHTDESK_VAR": str(lender.var)},
        capture_output=True,
        text=True,
        check=True,
    )
    database, queue = folder.stdout.split()
    one = desk(tmp_path / "own", 8970, DATABASE_URL=database, REDIS_URL=queue).start()
    assert one.answers("/") == 200
    assert "sign-in" not in one.told
    assert "create_chief" in one.told
    with pytest.raises(AssertionError, match="does not run"):
        one.child("bin/postgres")
