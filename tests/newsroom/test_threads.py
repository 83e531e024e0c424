"""The judge reads with one thread: numpy's waiting threads would eat a busy machine."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("first", ["newsroom.settings", "desk.policy.framing.judge"])
def test_one_thread_is_set_before_numpy_is_loaded(first) -> None:
    asks = (
        f"import sys; import {first}; import os; assert os.environ['OPENBLAS_NUM_THREADS'] == '1';"
        "import numpy, pathlib; numpy.ones((300, 300)) @ numpy.ones((300, 300));"
        "print(len(list(pathlib.Path('/proc/self/task').iterdir())))"
    )
    bare = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-c", asks], cwd=ROOT, env=bare, stdout=subprocess.PIPE, check=True
    )
    assert done.stdout.strip() == b"1"
