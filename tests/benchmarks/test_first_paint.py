"""What the first screen does without: it stands before the ORM, the models and the migrations are loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "pydantic", "alembic", "ips_tui.reports", "typst", "docx", "xlsxwriter", "openpyxl")

# Through the front door's own modules, so that what they import counts.
SCRIPT = f"""
import asyncio, os, sys
import ips_tui.__main__
from ips_tui.cli.opening import practice_desk
from ips_tui.config import Config
from ips_tui.paths import find_paths
import screens.start
from screens.app import IpsApp

def loaded():
    return [name for name in {HEAVY!r} if name in sys.modules]

class Watched(IpsApp):
    def painted(self):
        text = "\\n".join(strip.text for strip in self.screen._compositor.render_strips())
        print("at first paint:", loaded(), "Rohan Pillai" in text)
        self.exit()

async def once(desk):
    async with Watched(desk).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

desk = practice_desk(find_paths(os.environ), Config(), reset=False)
asyncio.run(once(desk))
desk.warm()
print("warm:", loaded())
desk.close()
"""


def test_today_is_painted_without_the_orm(tmp_path: Path) -> None:
    environment = {**os.environ, "IPS_TUI_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    # The others are loaded only to migrate or to make a paper; that two are seen once they are there proves the look.
    assert ran.stdout.splitlines() == ["at first paint: [] True", "warm: ['sqlalchemy', 'pydantic']"]
