"""Our own rules, which no linter knows. Each failure says what to do."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    p
    for room in ("newsroom", "desk", "wires")
    for p in (ROOT / room).rglob("*.py")
    if "migrations" not in p.parts
]


def functions(path: Path) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_a_tower(path) -> None:
    count = len(path.read_text().splitlines())
    assert count <= 520, f"{path} has {count} lines: split it by word of the glossary"


@pytest.mark.parametrize("path", sorted((ROOT / "desk/views").glob("*.py")), ids=lambda p: p.name)
def test_a_view_finds_asks_and_answers(path) -> None:
    for node in functions(path):
        if node.args.args and node.args.args[0].arg == "request":
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 45, (
                f"{path.name}:{node.name} has {length} lines: move the sense into a verb"
            )


@pytest.mark.parametrize(
    "path",
    [ROOT / "desk/tasks.py", ROOT / "wires/tasks.py"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_task_only_calls(path) -> None:
    for node in functions(path):
        assert len(node.body) <= 4, f"{node.name}: a task takes ids and calls one function"


def test_nobody_listens_to_signals_or_skips_the_log() -> None:
    for path in SOURCES:
        said = path.read_text()
        assert "post_save" not in said, f"{path}: say it in the verb"
        assert "skip_log" not in said, f"{path}: no flag skips the log"


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    for path in [
        *SOURCES,
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("requirements*.lock"),
    ]:
        said = path.read_text()
        for word in (
            "/" + "root/",
            "/" + "work/",
            "pypi" + ".org",
            "pythonhosted" + ".org",
            "registry.npmjs" + ".org",
        ):
            assert word not in said, f"{path} names {word}"


def test_no_link_is_kept_in_the_tree() -> None:
    ask = ["git", "ls-files", "--stage"]
    listed = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone of the repository")
    links = [line.partition("\t")[2] for line in listed.stdout.splitlines() if line.startswith("120000")]  # fmt: skip
    assert not links, f"{links} lead out of the tree on another machine: git rm --cached"
