"""Makes the museum's store of the schema of now: `python -m tests.store.museum_maker`, once, before the next revision.

What it tells may be anything that the program can do; a store that stands in the museum is never made again.
"""

from __future__ import annotations

import lzma
import tempfile
from pathlib import Path

from ips_tui.casework import (
    action_plan,
    appointments,
    contacts,
    employers,
    goals,
    jobs,
    profile,
    reviews,
    support,
    undo,
)
from ips_tui.casework.session import DraftKey
from ips_tui.store import driver, schema
from ips_tui.store.files import StoreFiles
from tests import told

SMALL_PAGES = 512
"""Bytes; most tables hold a row or two, and a page each."""


def make(target: Path) -> None:
    """Tell a story into a practice store and pack it to `target`. Raises FileExistsError when something is there."""
    with tempfile.TemporaryDirectory() as folder:
        files = StoreFiles(Path(folder) / "team.db")
        told.found(files, encrypted=False)
        desk = told.opened(told.desk_at(files, practice=True))
        team = told.clinical_team(desk)
        told.care_coordinator(desk, team)
        person = told.participant(desk, team, name="Bo Øst")
        told.participant(desk, team)
        contacts.record_contact(desk, person, told.contact(summary="talked about the bakery"))
        reviews.record_review(desk, person, told.review())
        appointments.make_appointment(desk, person, told.appointment())
        contacts.record_clinical_update(desk, person, told.clinical_update())
        told.agreed(desk, person)
        mill = told.employer(desk)
        employers.record_employer_contact(desk, told.visit(mill))
        profile.record_research(desk, person, told.research())
        goals.record_goal(desk, person, told.goal(without_talk_why="will talk on Monday"))
        action_plan.record_plan(desk, person, told.plan())
        work = jobs.record_job(desk, person, told.job(employer=mill))
        support.record_support_plan(desk, work, told.support_plan())
        undo.undo(desk, undo.last(desk).id)
        desk.keep_draft(DraftKey("contact", person), {"summary": "half a thought"})
        desk.close()
        connection = driver.open_keyed(files.path, None)
        for statement in ("PRAGMA journal_mode=DELETE", f"PRAGMA page_size={SMALL_PAGES}", "VACUUM"):
            connection.execute(statement)
        connection.close()
        with target.open("xb") as file:
            file.write(lzma.compress(files.path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    make(Path(__file__).with_name("museum") / f"{schema.HEAD}.db.xz")
