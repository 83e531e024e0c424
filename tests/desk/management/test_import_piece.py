"""A finished article that cannot be read is refused in words."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import make

pytestmark = pytest.mark.django_db


def test_a_file_that_is_not_there_is_said_in_words(tmp_path) -> None:
    room = make.newsroom()
    with pytest.raises(CommandError, match="cannot be read: no such file") as wrong:
        call_command(
            "import_piece",
            str(tmp_path / "none.txt"),
            "--as",
            room.ida.email,
            "--desk",
            room.night.slug,
        )
    assert wrong.value.returncode == 1
    assert "Errno" not in str(wrong.value)
