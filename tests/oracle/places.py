"""Where the real documents stand, beside the repository; without them there is nothing to weigh."""

from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
SUITES = CORPUS / "conformance"


def documents(*kinds: str) -> list[Path]:
    """Every document of these kinds, in a steady order; none where the corpus is not at hand."""
    return [path for kind in kinds for path in sorted((CORPUS / kind).glob("*"))]
