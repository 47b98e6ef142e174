"""Runs the program as a person's shell or a script does: another process, its own home, no other environment.

Where only what is said counts, the same is asked in the process of the tests, which has everything loaded.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import ips_tui
from ips_tui.__main__ import main
from ips_tui.paths import find_paths
from ips_tui.store.files import StoreFiles

ROOT = Path(ips_tui.__file__).resolve().parents[1]
LONGEST = 60.0
"""Seconds after which a command counts as hanging."""


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as one JSON object."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()


@dataclass(frozen=True)
class Home:
    """One home folder, and commands run in it."""

    folder: Path

    @property
    def store(self) -> StoreFiles:
        """The team's store in this home; it need not exist."""
        return StoreFiles(find_paths({"IPS_TUI_HOME": str(self.folder)}).store)

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of the tester's own settings; what Windows cannot start without stays."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        # The folder of this checkout, so that what is tested is what stands here.
        return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "IPS_TUI_HOME": str(self.folder), **more}

    def run(self, *arguments: str, passphrase: str | None = None, **more: str) -> Said:
        """`ips-tui` with these arguments; a passphrase goes in by descriptor 0, else there is no input."""
        handed = () if passphrase is None else ("--passphrase-fd", "0")
        return self._run([sys.executable, "-m", "ips_tui", *arguments, *handed], passphrase, more)

    def ask(self, *arguments: str, passphrase: str | None = None, **more: str) -> Said:
        """What `run` gives, without a process of its own: no terminal, no input, the same home and environment."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
        handed: tuple[str, ...] = ()
        theirs = None
        if passphrase is not None:
            theirs, mine = os.pipe()
            os.write(mine, passphrase.encode() + b"\n")
            os.close(mine)
            handed = ("--passphrase-fd", str(theirs))
        usual = os.umask(0o077)
        try:
            with (
                patch.dict(os.environ, self.environment(**more), clear=True),
                patch.object(sys, "stdin", io.StringIO()),
                chdir(self.folder.parent),
                redirect_stdout(out),
                redirect_stderr(err),
            ):
                status = main([*arguments, *handed])
        finally:
            os.umask(usual)
            if theirs is not None:
                os.close(theirs)
        return Said(status, _written(out), _written(err))

    def python(self, code: str, *arguments: str, passphrase: str | None = None, **more: str) -> Said:
        """Some lines of Python in a process of their own."""
        return self._run([sys.executable, "-c", code, *arguments], passphrase, more)

    def _run(self, command: list[str], passphrase: str | None, more: dict[str, str]) -> Said:
        ended = subprocess.run(
            command,
            input=b"" if passphrase is None else passphrase.encode() + b"\n",
            capture_output=True,
            # Anywhere but in the checkout: `-m` looks for packages in the folder it is started in.
            cwd=self.folder.parent,
            env=self.environment(**more),
            timeout=LONGEST,
            check=False,
        )
        out, err = ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8", "replace")
        return Said(ended.returncode, out.replace("\r\n", "\n"), err.replace("\r\n", "\n"))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
