"""Tokens and passwords stand in one file, which its owner alone reads."""

from pathlib import Path

import pytest

from wires.roads.secrets import Unsafe, secret


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "secrets"
    path.touch(mode=0o600)
    return path


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("x.com = token\n", "token"), ("X.COM=token", "token"), ("\ufeffx.com = a=b\n", "a=b"),
        ("# x.com = old\nx.com = token\nx.com = later", "token"), ("y.com = token", ""), ("x.com", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_secret_is_the_first_of_its_name(file, written, found) -> None:
    file.write_text(written, encoding="utf-8")
    assert secret(file, "x.com") == found


def test_a_file_that_is_not_there_has_none(tmp_path) -> None:
    assert secret(tmp_path / "none", "x.com") == ""


def test_a_file_that_is_no_text_is_told_and_no_fault_of_the_program(file) -> None:
    file.write_bytes("mot de passe = été".encode("latin-1"))
    with pytest.raises(Unsafe, match="UTF-8"):
        secret(file, "x.com")


def test_a_file_that_the_desk_may_not_read_is_told_too(file, monkeypatch) -> None:
    def refused(*_, **__) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(Unsafe, match="Permission denied"):
        secret(file, "x.com")
