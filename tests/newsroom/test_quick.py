"""The commands that answer at once load nothing that they do not need."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIECE = """The port was shut

The tide was high

The port was shut on Tuesday, the harbour master said on Telegram.

Wire provenance
https://t.me/port_news/4711
"""
SCRIPT = """
import sys
sys.argv = ["manage.py", "check_copy", sys.argv[1], "--json"]
import manage
try:
    manage.main()
except SystemExit:
    pass
print(sorted({"requests", "psycopg", "celery", "newsroom.local.servers"} & set(sys.modules)))
"""


def test_check_copy_loads_no_client_and_no_server(tmp_path) -> None:
    piece = tmp_path / "piece.txt"
    piece.write_text(PIECE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(piece)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    *_, findings, loaded = done.stdout.splitlines()
    assert '"findings"' in findings
    assert loaded == "[]"
