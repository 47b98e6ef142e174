"""The page for script writers names every word that scripts meet."""

from __future__ import annotations

import re
from pathlib import Path

from ips_tui.content.words import load_words
from ips_tui.domain.contacts import AppointmentFor
from ips_tui.domain.due import DueKind, FlagKind
from ips_tui.domain.jobs import MILESTONE_WEEKS
from ips_tui.domain.ladder import PRE_START_LEAD
from ips_tui.domain.rhythms import MONTH, WEEK, Rhythms
from ips_tui.domain.stages import Stage
from ips_tui.store.problems import StoreProblem

PAGE = (Path(__file__).parents[2] / "docs" / "kinds.md").read_text(encoding="utf-8")


def _part(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def _rows(heading: str) -> dict[str, str]:
    rows = re.findall(r"^\| `?([a-z_0-9]+)`? \| (.*) \|$", _part(heading), re.MULTILINE)
    found = dict(rows)
    assert len(found) == len(rows)
    return {name: rest for name, rest in found.items() if name not in ("kind", "flag", "stage", "status")}


def test_every_kind_is_explained_and_none_is_made_up() -> None:
    assert set(_rows("Due")) == set(DueKind)
    assert set(_rows("Next")) == set(AppointmentFor)
    assert set(_rows("Conditions without a date")) == set(FlagKind)


def test_the_figures_are_those_of_the_rules() -> None:
    rhythms, due = Rhythms(), _rows("Due")
    assert due["search_clock"].startswith(f"{rhythms.search_days} days after")
    assert f"{rhythms.search_lead} days before" in due["search_clock"]
    assert due["review"].count(f"{rhythms.review_days} days after") == 2
    assert due["clinical_update"].startswith(f"{rhythms.clinical_update_days} days after")
    assert f"{rhythms.disclosure_talk_days} days after" in due["disclosure_talk"]
    assert f"{rhythms.plan_review_days} days after" in due["plan_review"]
    for kind in ("labour_market_research", "personal_information"):
        assert due[kind].startswith(f"{rhythms.profile_days} days after")
        assert f"{rhythms.profile_lead} days before" in due[kind]
    assert f"{PRE_START_LEAD} days before" in due["pre_start_meeting"]
    assert f"in the {WEEK} days before" in due["pre_start_meeting"]
    assert f"{rhythms.in_work_plan_lead} days before" in due["in_work_plan"]
    rungs = (rhythms.first_contact_days, WEEK, rhythms.weekly_until, MONTH)
    assert [int(n) for n in re.findall(r"(\d+) days", due["follow_along_contact"])] == list(rungs)
    assert [int(n) for n in re.findall(r"\d+", due["milestone"])] == list(MILESTONE_WEEKS)
    assert f"{rhythms.benefits_before_days} days before" in due["benefits_review"]
    of_colleagues = ("supervision", "unit_meeting", "field_mentoring")
    figures = (rhythms.supervision_days, rhythms.unit_meeting_days, rhythms.mentoring_days)
    for kind, days in zip(of_colleagues, figures, strict=True):
        assert f"without one, {days} days after it" in due[kind]


def test_stages_are_called_as_on_screen() -> None:
    words = load_words()
    assert _rows("Stages") == {f"{stage:d}": words(f"stage.{stage:d}.name").lower() for stage in Stage}


def test_every_exit_status_is_explained() -> None:
    statuses = {str(kind.status) for kind in StoreProblem.__subclasses__()}
    assert {"1", "2", "10"} <= statuses
    assert set(_rows("Exit statuses")) == statuses | {"0"}
