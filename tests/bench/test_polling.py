"""Polling, measured: how punctual, how soon on an open board, and at what cost beside others.

Feeds come from a corpus beside the repository where there is one, else they are made.
"""

import http.cookiejar
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.local import addresses
from newsroom.local.supervisor import open_door
from tests.faults.ledger import Ledger
from tests.trial import ROOT, Trial, end_session

CORPUS = ROOT.parent / "shared" / "corpus"
SECONDS = int(os.environ.get("NIGHTDESK_BENCH_SECONDS", "180"))
MANY = 1000
BEHIND = "select count(*) from wires_wire where next_poll_at < now() - interval '6 seconds'"


@contextmanager
def feeds(*words: str) -> Iterator[int]:
    """The feeds' program; gives its port."""
    serve = [sys.executable, "-m", "tests.bench.feeds", *words]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout
        try:
            yield int(one.stdout.readline())
        finally:
            one.kill()


@contextmanager
def desk(var: Path, names: list[str], port: int) -> Iterator[Trial]:
    """A desk with these hosts behind its one door."""
    one = Trial(var, ",".join(f"{name}=127.0.0.1:{port}" for name in names))
    try:
        one.open()
        yield one
    finally:
        one.close()


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def tell(words: str) -> None:
    load = os.getloadavg()[0]
    sys.stdout.write(f"\n{words}\n  ({os.cpu_count()} cores, load {load:.1f})\n")


def size(parent: int) -> list[int]:
    """Resident megabytes of a worker and each of its hands."""
    look = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False)
    found = []
    for pid in (str(parent), *look.stdout.split()):
        said = Path(f"/proc/{pid}/status")
        told = re.search(r"VmRSS:\s+(\d+)", said.read_text()) if said.exists() else None
        found.append(int(told[1]) // 1024 if told else 0)
    return found


def test_a_thousand_wires_each_minute(var) -> None:
    names = [f"w{n}.example" for n in range(MANY)]
    with feeds("--wires", str(MANY)) as port, desk(var, names, port) as one:
        one.lay(names, floor_s=60, ceiling_s=60, pinned_s=60)
        one.start("worker")
        one.start("beat")
        begun, largest = time.monotonic(), 0
        while one.rows("select count(*) from wires_wire where last_ok_at is null")[0][0]:
            assert time.monotonic() - begun < 240, "the first polls do not end"
            time.sleep(1)
        first = time.monotonic() - begun
        while one.rows(BEHIND)[0][0]:  # what came due meanwhile
            assert time.monotonic() - begun < 360, "the wires that came due are not caught up with"
            time.sleep(1)
        caught_up = time.monotonic() - begun
        begun, used = time.monotonic(), cpu(one)
        while time.monotonic() - begun < SECONDS:
            time.sleep(5)
            largest = max(largest, *size(one.running["worker"].pid))
        used = cpu(one) - used
        rows = one.rows(f"select late_ms, outcome from wires_fetch where started_at > now() - interval '{SECONDS} seconds'")  # fmt: skip
        late = [abs(row[0]) / 1000 for row in rows]
    p50, p95 = percentile(late, 0.5), percentile(late, 0.95)
    tell(
        f"{MANY} wires at 60 s: all polled once after {first:.0f} s, on time after {caught_up:.0f} s; then {len(late) / SECONDS:.1f} polls a second for {SECONDS} s, "
        f"late or early by {p50:.2f} s at p50 and {p95:.2f} s at p95 ({p95 / 60:.1%} of the interval); "
        f"a worker process is {largest} MB at the most; {used / SECONDS:.2f} cores for worker and beat"
    )
    assert len(late) > MANY * SECONDS / 60 * 0.8
    assert largest < 300


def cpu(one: Trial) -> float:
    """CPU seconds of worker and beat so far, with their hands, those that have ended included."""
    total = 0
    for name in ("worker", "beat"):
        parent = one.running[name].pid
        look = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False)  # fmt: skip
        for pid in (str(parent), *look.stdout.split()):
            said = Path(f"/proc/{pid}/stat")
            if said.exists():
                fields = said.read_text().rpartition(")")[2].split()
                total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def test_from_the_wire_to_an_open_board(var) -> None:
    ledger = Ledger(["w0.example"], seed=1)
    wire = ledger.wires["w0.example"]
    served: dict[int, float] = {}
    seen: dict[int, float] = {}
    with desk(var, ["w0.example"], ledger.server.server_address[1]) as one:
        one.run("manage.py", "create_chief", "cass@desk.example", "Cass", "--desk", "Night")
        one.lay(["w0.example"], floor_s=2, ceiling_s=2, pinned_s=2)
        with web(one) as board:
            one.start("worker")
            one.start("beat")
            watch = threading.Thread(target=board.watch, args=(seen,), daemon=True)
            watch.start()
            wait(lambda: 0 in seen, 60)
            for _ in range(max(SECONDS // 6, 5)):
                time.sleep(1 + time.monotonic() % 2)
                with ledger.lock:
                    ledger.add(wire)
                    served[len(wire.posts) - 1] = time.monotonic()
            wait(lambda: len(wire.posts) - 1 in seen, 30)
            board.over = True
            watch.join(10)
    ledger.close()
    took = [seen[number] - at for number, at in served.items() if number in seen]
    tell(
        f"from post served to item on an open board, polled each 2 s: {statistics.median(took):.2f} s at p50, "
        f"{percentile(took, 0.95):.2f} s at p95, {len(took)} of {len(served)} posts seen"
    )
    assert len(took) == len(served)


class Board:
    """A board that is open: it listens to nudges and asks for the page when one comes."""

    def __init__(self, base: str, link: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.base, self.over = base, False
        self.ask = urllib.request.build_opener(jar)
        page = self.ask.open(base + link, timeout=20).read().decode()
        form = dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page))
        self.ask.open(base + link, urllib.parse.urlencode(form).encode(), timeout=20).read()

    def watch(self, seen: dict[int, float]) -> None:
        with self.ask.open(f"{self.base}/live/", timeout=60) as stream:
            for line in stream:
                if self.over:
                    return
                if line.startswith(b"data:") and b"wires" in line:
                    page = self.ask.open(f"{self.base}/desk/wires/", timeout=20).read().decode()
                    at = time.monotonic()
                    for number in {int(n) for n in re.findall(r"Post (\d+)\b", page)} - seen.keys():
                        seen[number] = at


@contextmanager
def web(one: Trial) -> Iterator[Board]:
    """The desk's web, and a board in a browser's place."""
    door = open_door(8950)
    base = f"http://127.0.0.1:{door.getsockname()[1]}"
    serve = [sys.executable, "-m", "newsroom.local.web", str(door.fileno())]
    running = subprocess.Popen(serve, cwd=ROOT, env=one.given, pass_fds=(door.fileno(),), start_new_session=True)  # fmt: skip
    try:
        wait(lambda: answers(f"{base}/health/live"), 60)
        link = one.run("manage.py", "sign_in_link", "cass@desk.example").strip()
        yield Board(base, link)
    finally:
        end_session(running)
        door.close()


def answers(url: str) -> bool:
    try:
        return bool(urllib.request.urlopen(url, timeout=2).status == 200)
    except OSError:
        return False


def wait(test, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("count", "chosen"),
    [pytest.param(150, (), id="of every size"), pytest.param(75, ("--largest",), id="large")],
)
def test_items_for_a_second_of_cpu(var, count, chosen) -> None:
    """Cold: each feed for the first time; warm: nothing has changed; everyday: one entry more in each, three times."""
    names = [f"w{n}.example" for n in range(count)]
    source = ["--wires", str(count), *(["--folder", str(CORPUS), *chosen] if CORPUS.exists() else [])]  # fmt: skip
    spent: dict[str, dict[str, Counter[str]]] = {}
    with feeds(*source) as port, desk(var, names, port) as one:
        one.lay(names)
        given = one.given | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": addresses.database_url()}  # fmt: skip
        for phase in ("cold", "warm", "everyday", "everyday", "everyday"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_phase/{phase}").read()
            for peer in ("ours", "reader", "floor"):
                run = [sys.executable, "-W", "ignore", "-m", "tests.bench.peers", peer, str(count), str(port)]  # fmt: skip
                done = subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)  # fmt: skip
                assert done.returncode == 0, done.stderr[-2000:]
                took = json.loads(done.stdout.splitlines()[-1]) | {"feeds": count}
                spent.setdefault(phase, {}).setdefault(peer, Counter()).update(took)
    cold = spent["cold"]
    assert cold["ours"]["items"] > cold["reader"]["items"] * 0.98
    where = " of the corpus" if CORPUS.exists() else " made here"
    tell(
        f"process CPU, {count} feeds{where}{', the largest' if chosen else ''}:\n"
        + "\n".join(compared(phase, took) for phase, took in spent.items())
    )
    assert rate(cold["ours"], "items") > rate(cold["reader"], "items")


def rate(took: Mapping[str, float], of: str) -> float:
    """So many for a second of CPU."""
    return took[of] / took["cpu"]


def compared(phase: str, took: dict[str, Counter[str]]) -> str:
    """A phase in lines: what each got done, and ours beside the others. The floor does not tell new from old:
    from the second time on feeds are compared, of which each way sees as many."""
    of = "items" if phase == "cold" else "feeds"
    beside = (rate(took["ours"], of) / rate(took[peer], of) for peer in ("reader", "floor"))
    ratios = "{:.1f} times reader, {:.2f} of the floor".format(*beside)
    return "\n".join((f"  {phase}: {ratios}", *(said(peer, one) for peer, one in took.items())))


def said(peer: str, one: Mapping[str, float]) -> str:
    return (
        f"    {peer:7} {one['items']:5.0f} items, {one['cpu']:6.2f} s of CPU, {one['wall']:6.2f} s; "
        f"{rate(one, 'items'):7.0f} items and {rate(one, 'feeds'):6.0f} feeds a CPU second"
    )
