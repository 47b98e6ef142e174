"""What every form here has in common: how its plan is put together from a key, an entry and a way to save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.casework import settings
from ips_tui.casework.references import choosable
from ips_tui.casework.session import DraftKey, StoreProblem
from ips_tui.casework.today import DraftLine
from ips_tui.forms.asking import BadEntry, Problem
from ips_tui.forms.kit import Entry, raw_values
from ips_tui.text import shown
from screens.desk import desk_of
from screens.entries.keeper import DeskKeeper
from screens.place import Place, an_id
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.plan import AddMissing, Advise, FormPlan, Option, Refused

if TYPE_CHECKING:
    from screens.app import IpsApp

RecordId = UUID | str
LONGEST_NAME = 30
"""Cells of a name before a title, so that the title has room in a window of 80."""
Save = Callable[[Any], UUID]


class EntryScreen(FormScreen):
    """A form about someone, whose name stands before its title as it may be shown now."""

    def __init__(self, app: IpsApp, plan: FormPlan, *, about: str = "", participant_id: UUID | None = None) -> None:
        """`about` is the name of the participant or employer, empty for a form about nobody."""
        super().__init__(plan, app.words)
        self.about = about
        self.participant_id = None if participant_id is None else str(participant_id)

    def trail(self) -> Sequence[str]:
        """Whom the form is about, and its title."""
        if not self.about:
            return (self.plan.title,)
        about = self.app.name_of(self.about) if self.participant_id else self.about
        return (shown(about, LONGEST_NAME), self.plan.title)

    def place(self) -> Place | None:
        """By the key of its draft."""
        keeper = self.plan.keeper
        if not isinstance(keeper, DeskKeeper):
            return None
        ids = (None if one is None else str(one) for one in (keeper.key.subject_id, keeper.key.record_id))
        # Whatever form it is, it is opened as that of a waiting draft is.
        return Place(EntryScreen, (keeper.key.form, *ids), line=an_id(self._line_here()), typed=self.dirty)

    @classmethod
    def again(cls, app: IpsApp, place: Place) -> EntryScreen | None:
        """The form of that draft, with what was typed in it."""
        from screens.entries.waiting import continue_draft

        form, subject, record = place.ids
        about, of = (None if one is None else UUID(one) for one in (subject, record))
        opened = continue_draft(app, DraftLine(form or "", about, of, about="", written=""))
        if opened is not None:
            opened.continue_draft()
        return opened

    def refresh_people(self) -> None:
        """Show the people that references point at by the names that may be shown now."""
        self.body.show_all()


def as_id(given: RecordId) -> UUID:
    """An id, however it was handed on. Raises ValueError for text that is none."""
    return given if isinstance(given, UUID) else UUID(given)


def defaults(entry: type[Entry]) -> dict[str, str]:
    """What stands in a new form because the entry says so."""
    return raw_values(entry.model_construct())


def today_in(app: IpsApp, *fields: str) -> dict[str, str]:
    """Today as the raw text of these fields."""
    return dict.fromkeys(fields, app.desk.clock.today().isoformat())


def worker_in(app: IpsApp, field: str = "specialist") -> dict[str, str]:
    """Who works here now as the raw text of that field."""
    who = desk_of(app).who
    return {} if who is None else {field: str(who.id)}


def plan_of(
    app: IpsApp,
    entry: type[Entry],
    key: DraftKey,
    save: Save,
    *,
    start: Mapping[str, str],
    now: Callable[[], Mapping[str, str]] | None = None,
    note: str = "",
    left_out: frozenset[str] = frozenset(),
    advise: Advise | None = None,
) -> FormPlan:
    """The plan of a form kept under `key`. With `now` the form corrects a record, and starts with it as it is.

    Fields `left_out` stay as they start and are not drawn until a save finds fault with one.
    """
    about = f"form.{entry.form}.about"
    # A form that goes with the lock is left like any other, and must not ask a closed store.
    desk = desk_of(app)
    return FormPlan(
        entry=entry,
        title=app.words(f"form.{entry.form}.title"),
        save=saving(save),
        today=app.desk.clock.today(),
        start=now() if now is not None else {**defaults(entry), **start},
        keeper=DeskKeeper(desk, key, now),
        editing=now is not None,
        options=lambda of, raw: options(app, of, raw, key.subject_id) if desk.state == "open" else (),
        add=adding(app),
        date_order=app.desk.config.date_order,
        currency=settings.currency(desk),
        distance=app.words.distance,
        left_out=left_out,
        dates=app.words.dates,
        advise=None if advise is None else lambda raw: advise(raw) if desk.state == "open" else {},
        note=note or (app.words(about) if app.words.has(about) else ""),
    )


def saving(save: Save) -> Callable[[Any], str]:
    """`save`, with whatever it says no with told in the form's way: the form stays, and so does its text."""

    def saved(entry: Any) -> str:
        try:
            return str(save(entry))
        except BadEntry as bad:
            raise Refused(bad.problems) from None
        except StoreProblem as problem:
            raise Refused((Problem(None, problem.message_id),)) from problem
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            raise Refused((Problem(None, "entries.gone"),)) from None

    return saved


def options(app: IpsApp, of: str, raw: Mapping[str, str], about: UUID | None = None) -> Sequence[Option]:
    """What a reference of this kind can point at in a form about this participant, if it is about one.

    Care coordinators are those of the team chosen above; goals, jobs and applications are the participant's own.
    """
    team = None
    if of == "care_coordinator" and raw.get("clinical_team"):
        try:
            team = UUID(raw["clinical_team"])
        except ValueError:
            # A name half typed chooses no team yet.
            team = None
    found = []
    for record in choosable(desk_of(app), of, clinical_team=team, participant=about):
        label = record.name
        if of == "participant":
            label = f"{app.name_of(record.name)} ({record.detail})"
        elif of in ("employer", "job", "application", "outreach", "resource", "lead") and record.detail:
            label = f"{record.name}, {record.detail}"
        found.append(Option(str(record.id), label))
    return found


def adding(app: IpsApp) -> Mapping[str, AddMissing]:
    """How a record that a reference misses is added on a small form, whose id comes back to the field."""
    from screens.entries import community, employers, team

    def team_above() -> str | None:
        front = app.screen
        return front.filled.raw.get("clinical_team") or None if isinstance(front, FormScreen) else None

    def push(screen: FormScreen, done: Callable[[str], None]) -> None:
        app.push_screen(screen, lambda record: done(record) if record else None)

    return {
        "programme": lambda typed, done: push(team.list_item_form(app, kind="programme", name=typed), done),
        "ethnicity_group": lambda typed, done: push(team.list_item_form(app, kind="ethnicity_group", name=typed), done),
        "clinical_team": lambda typed, done: push(team.clinical_team_form(app, name=typed), done),
        "care_coordinator": lambda typed, done: push(team.care_coordinator_form(app, team_above(), name=typed), done),
        "employer": lambda typed, done: push(employers.employer_form(app, name=typed), done),
        "resource": lambda typed, done: push(community.resource_form(app, name=typed), done),
        "staff": lambda typed, done: push(team.staff_form(app, name=typed), done),
    }


def name_of(app: IpsApp, subject_id: UUID | None) -> str:
    """The full name of a participant, an employer or a colleague; empty for anything else."""
    if subject_id is None:
        return ""
    from ips_tui.casework import caseload, employer_list

    desk = desk_of(app)
    person = caseload.lines(desk, [subject_id.bytes]).get(subject_id)
    if person is not None:
        return person.name
    employer = employer_list.lines(desk, [subject_id.bytes]).get(subject_id)
    if employer is not None:
        return employer.name
    return next((one.name for one in desk.staff() if one.id == subject_id), "")
