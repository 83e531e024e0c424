"""The judge of framing: who takes the lead, people or hardware."""

import os

# As in newsroom/__init__.py, for programs that use policy without it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
