"""Say whether the committed bundle is the one that the sources make.

By hashes always, with the standard library; where node and npm are found, by building it again and
comparing bytes, and then by the save protocol's own tests.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / "static" / "js"
MEND = "run: make bundle"


def main() -> int:
    """0 when the bundle is current, 1 with the mend when it is not."""
    recorded = json.loads((BUILT / "bundle.sources.json").read_text())
    stale = [name for name, digest in recorded.items() if digest_of(name) != digest]
    if stale:
        sys.stdout.write(
            f"The editor's bundle is not made of {', '.join(stale)} as they are; {MEND}\n"
        )
        return 1
    if shutil.which("node") and shutil.which("npm"):
        return rebuilt() or tested()
    sys.stdout.write("bundle: hashes agree; without node it was not built again\n")
    return 0


def digest_of(name: str) -> str:
    """SHA-256 of a source, or of the bundle itself."""
    path = BUILT / name if name == "editor.js" else HERE / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def tested() -> int:
    """The save protocol's own tests, in the parts that `rebuilt` fetched."""
    got = subprocess.run(["npm", "test"], cwd=HERE, capture_output=True, check=False)
    if got.returncode:
        sys.stdout.write(got.stdout.decode() + got.stderr.decode())
    return got.returncode


def rebuilt() -> int:
    """Build into a folder of its own and compare."""
    got = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=HERE,
        capture_output=True,
        check=False,
    )
    if got.returncode:
        sys.stdout.write(
            "bundle: hashes agree; npm could not fetch the parts, so it was not built or tried again\n"
        )
        raise SystemExit(0)
    with tempfile.TemporaryDirectory() as folder:
        built = subprocess.run(
            ["node", "build.mjs", folder], cwd=HERE, capture_output=True, check=False
        )
        if built.returncode:
            sys.stdout.write(built.stderr.decode())
            return 1
        same = (Path(folder) / "editor.js").read_bytes() == (BUILT / "editor.js").read_bytes()
    sys.stdout.write(
        "bundle: built again, the same bytes\n"
        if same
        else f"bundle: built again, other bytes; {MEND}\n"
    )
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
