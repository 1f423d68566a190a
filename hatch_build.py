"""Builds the workbench into the wheel, where it is not built yet and can be."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WorkbenchHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is packed; an editable install serves what `make` builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; without Node.js or a network the wheel is packed all the same, and its server says what is missing."""
        script = Path(self.root, "scripts", "build_web.py")
        if version == "editable" or self.target_name != "wheel" or not script.is_file():
            return
        subprocess.run([sys.executable, str(script), "--if-needed", "--optional"], cwd=self.root, check=False)
