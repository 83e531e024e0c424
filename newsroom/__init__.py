"""The composer: settings, addresses, queue and what readers see."""

import os

# numpy's threads wait by spinning: on two busy cores a sentence cost the judge of framing fifty times
# as much with two as with one. Said here, before anything can load numpy; an operator may say otherwise.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
