"""The desk: one person's working session over an open store. Light to import; the ORM comes when asked for.

Screens and commands reach the store only through it: first run, unlock, close, drafts, and for the functions
of casework one reading or one writing at a time. What a screen needs to name beside the desk stands here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from sqlcipher3 import dbapi2

from ips_tui.casework import opening
from ips_tui.casework.found import Found as Found
from ips_tui.casework.found import FoundRecord as FoundRecord
from ips_tui.casework.opening import check_practice_place as check_practice_place
from ips_tui.casework.opening import new_recovery_key as new_recovery_key
from ips_tui.casework.opening import reset_practice as reset_practice
from ips_tui.casework.opening import same_recovery_key as same_recovery_key
from ips_tui.casework.opening import weak_passphrase as weak_passphrase
from ips_tui.casework.opening import whole_recovery_key as whole_recovery_key
from ips_tui.clock import Clock, DayClock, SystemClock
from ips_tui.config import Config
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.rhythms import RHYTHM, Rhythms
from ips_tui.domain.rights import Looked as Looked
from ips_tui.ids import IdSource
from ips_tui.log import Event, Log
from ips_tui.store import drafts, first_screen, founding, looks, restoring, slots
from ips_tui.store.drafts import Draft
from ips_tui.store.drafts import DraftKey as DraftKey
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import Damaged, NoStore, reading_own_rows, translate, translated
from ips_tui.store.problems import StoreProblem as StoreProblem
from ips_tui.store.store import PRACTICE, TEAM, Store, open_store
from ips_tui.text import words_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ips_tui.domain.questions import QuestionSet
    from ips_tui.forms.people import FirstRunEntry
    from ips_tui.own_questions import OwnQuestions
    from ips_tui.store.keeping import Keeping, Writing

State = Literal["first_run", "locked", "open"]
FOUND_AT_MOST = 50
_LONGEST_WAY = 4
"""Errors, from the last to the one that caused it."""


@dataclass(frozen=True)
class StaffMember:
    """Someone who works here."""

    id: UUID
    ref: str
    name: str
    role: str


def _behind(error: BaseException | None) -> StoreProblem | None:
    """The first problem of the file on the way from an error to what caused it."""
    for _ in range(_LONGEST_WAY):
        if not isinstance(error, Exception):
            return None
        if (problem := translate(error)) is not None and not isinstance(error, OSError):
            return problem
        # Textual's WorkerFailed carries what failed in the worker.
        inside = getattr(error, "error", None)
        error = inside if isinstance(inside, Exception) else error.__cause__
    return None


class Desk:
    """One person's working session. Casework functions take it first; screens hold one."""

    def __init__(
        self,
        files: StoreFiles,
        *,
        clock: Clock,
        words: Words,
        config: Config,
        practice: bool = False,
        new_id: IdSource | None = None,
        crash_folder: Path | None = None,
        log: Log | None = None,
        own_questions: OwnQuestions | None = None,
        scales_folder: Path | None = None,
        slot_cost: int = slots.COST,
    ) -> None:
        """A desk over the store at `files`, not opened yet.

        `own_questions` are those that the team asks in its own way, `scales_folder` is where its own fidelity scales
        are looked for. `slot_cost` is scrypt's n, a power of two; it is lowered only where nothing needs to be kept
        secret.
        """
        self.files = files
        self.clock = clock
        self.words = words
        self.config = config
        self.practice = practice
        self.new_id = new_id or IdSource(clock.now)
        self.crash_folder = crash_folder
        self.log = log
        self.slot_cost = slot_cost
        self.who: StaffMember | None = None
        self._store: Store | None = None
        self.own_questions = own_questions
        self.scales_folder = scales_folder
        self._question_sets: dict[tuple[str, str], QuestionSet] = {}
        self._loaded = False
        self._noted = 0
        """Rows that looks have written on the plain connection, which `edition` must not count."""

    # -- the store's life ------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """`first_run` (nothing of a store yet), `locked` or `open`.

        Key slots whose store is gone are no first run: they may be all that opens a copy of it. Raises a StoreProblem
        when the place cannot be looked at.
        """
        if self._store is not None:
            return "open"
        with translated():
            founding.finish(self.files)
            restoring.finish(self.files)
            return "locked" if self.files.path.exists() or slots.has_slots(self.files.slots) else "first_run"

    @property
    def store(self) -> Store:
        """The open store. Raises NoStore while it is locked."""
        if self._store is None:
            raise NoStore()
        return self._store

    @property
    def readonly(self) -> bool:
        """Whether the open store can be read and not written, or must not be written any more."""
        return self._store is not None and self._store.readonly

    def noticed(self, error: BaseException) -> StoreProblem | None:
        """The problem of the file behind an error; None for a fault of the program.

        Damage ends all writing: what can still be read is read, and nothing is put on top of it.
        """
        problem = _behind(error)
        if isinstance(problem, Damaged) and self._store is not None:
            with suppress(StoreProblem, dbapi2.Error):
                self._store.stop_writing()
        return problem

    def _check_may_write(self) -> None:
        if self.readonly:
            raise self.store.why_readonly(str(self.files.path))

    @property
    def who_name(self) -> str:
        """The name of who works here now; empty unless open."""
        return self.who.name if self.who else ""

    @property
    def who_id(self) -> str:
        """The id of who works here now; empty unless open, and where nobody is named."""
        return str(self.who.id) if self.who else ""

    def unlock(self, passphrase: str, *, wait_seconds: float = 0.0) -> None:
        """Open the team's store. Slow on purpose (scrypt): call it on a thread.

        Raises a StoreProblem: NoStore, WrongPassphrase, InUse, Damaged, NewerStore, ForeignFile, MixedUp.
        """
        with self._noting(), translated():
            self._opened_by(opening.unlock(self.files, passphrase, cost=self.slot_cost, wait_seconds=wait_seconds))

    def recalled(self) -> slots.SlotContent | None:
        """What this computer's own keyring opens, if the settings let it; None, whatever is in the way.

        Call it on a thread that nobody waits for: the system may ask a question of its own, and may never answer.
        """
        from ips_tui.store.remembered import recall

        return recall(self.files.slots) if self.config.keyring else None

    def unlock_recalled(self, content: slots.SlotContent) -> None:
        """Open the store with that. Raises what `unlock` raises, but for WrongPassphrase."""
        with translated():
            store = open_store(self.files, content.key, kind=TEAM)
            self._opened_by(opening.Opened(store, content.staff_id))

    def recover(self, typed: str, passphrase: str) -> None:
        """Open the store with the recovery key and give its owner a new passphrase; earlier ones open no longer.

        Raises WrongPassphrase when the key is mistyped or another store's, and what `unlock` raises.
        """
        with self._noting(), translated():
            self._opened_by(opening.recover(self.files, typed, passphrase, cost=self.slot_cost))

    def open_practice(self, *, readonly: bool = False, wait_seconds: float = 0.0) -> None:
        """Open invented people. Today becomes the practice day, unless the clock was set by hand.

        Raises a StoreProblem.
        """
        with translated():
            store = open_store(self.files, None, kind=PRACTICE, readonly=readonly, wait_seconds=wait_seconds)
        self._opened(store, lambda member: member.role == "employment_specialist")
        if store.site.practice_day is not None and isinstance(self.clock, SystemClock):
            self.clock = DayClock(store.site.practice_day, self.clock)

    def _opened(self, store: Store, is_who: Callable[[StaffMember], bool]) -> None:
        """Take the open store; who works here is the first by ref of those that `is_who` knows.

        Raises Damaged when the store does not say who works here; it is closed again then.
        """
        self._store, self._noted = store, 0
        try:
            with reading_own_rows():
                self.who = min(filter(is_who, self.staff()), key=lambda member: member.ref, default=None)
        except BaseException:
            self.close()
            raise
        self._note(Event.UNLOCKED)

    def _opened_by(self, opened: opening.Opened) -> None:
        self._opened(opened.store, lambda member: member.id == opened.staff_id)

    def create(self, entry: FirstRunEntry, passphrase: str, recovery_key: str, hint: str = "") -> None:
        """Make the team's store with its first member of staff, a slot for the passphrase and one for recovery.

        `hint` reminds of the passphrase; it is kept beside the slots, for all to read who have the files.

        Raises a StoreProblem or FileExistsError; nothing is left behind then, but for a whole store that could not be
        opened.
        """
        from ips_tui.casework import staff

        def begin(store: Store) -> UUID:
            self._store = store
            try:
                first = staff.begin_team(self, entry)
                self._keeping().recompute_if_rules_changed()
                return first
            finally:
                self.close()

        with translated():
            self._opened_by(opening.found(self.files, begin, passphrase, recovery_key, hint, cost=self.slot_cost))

    def close(self) -> None:
        """Close the store and let go of the key; drafts stay, encrypted. Does nothing when it is closed."""
        if self._store is not None:
            self._store.close()
            self._note(Event.CLOSED)
        self._store = None
        self.who = None

    def warm(self) -> None:
        """Load the ORM, the models and the entries; recompute what is due if the rules changed. On a thread.

        Harmless to repeat, and before the store is open: then it only loads. Raises a StoreProblem.
        """
        from importlib import import_module

        for module in (
            "action_plan",
            "benefits",
            "case",
            "closure",
            "community",
            "contacts",
            "disclosure",
            "education",
            "employers",
            "happened",
            "history",
            "job_search",
            "jobs",
            "profile",
            "profile_versions",
            "references",
            "reviews",
            "search",
            "snooze",
            "staff",
            "support",
            "undo",
        ):
            import_module(f"ips_tui.casework.{module}")
        try:
            if self._store is not None and not self._store.readonly:
                with translated():
                    self._keeping().recompute_if_rules_changed()
        finally:
            self._loaded = True

    def copy_of_the_day(self) -> str:
        """Take this day's copies, unless they are there; the id of what was in the way, or empty.

        On a thread, after the first paint; the store may be written to meanwhile.
        """
        from ips_tui.casework.copies import daily

        return daily(self).problem

    @property
    def loaded(self) -> bool:
        """Whether `warm` is through, so that a search over typed words takes milliseconds."""
        return self._loaded

    def rules_changed(self) -> bool:
        """Whether what is due was computed by other rules or figures than those of now. Quick: no ORM."""
        return first_screen.rules(self.connection) != self.rhythms.fingerprint

    def rebuild(self) -> None:
        """Compute every derived row anew, however it stands. Seconds for thousands of people. Raises a StoreProblem."""
        self._check_may_write()
        with translated():
            self._keeping().recompute()

    # -- for the functions of casework -----------------------------------------------------------------

    @property
    def connection(self) -> Any:
        """The plain connection of the first screens; derived rows and drafts only."""
        return self.store.connection

    def _keeping(self) -> Keeping:
        from ips_tui.casework.deriving import CaseDeriver

        return self.store.keeping(self.clock, self.new_id, CaseDeriver())

    @property
    def edition(self) -> tuple[object, ...]:
        """Equal to an earlier one for as long as nothing was written since, by any connection, on the same day."""
        # What others wrote changes the version, what this connection wrote (drafts) the count.
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        # Both begin anew with a new connection.
        count = self.connection.total_changes - self._noted
        return self.store.renewals, version, count, self.clock.today()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One reading of records."""
        with self._keeping().reading() as db:
            yield db

    @contextmanager
    def writing(self, what: str, *, draft: DraftKey | None = None) -> Iterator[Writing]:
        """One action: records, journal, derived rows and the cleared draft in one commit.

        `what` is the id of the words for it (`did.<what>`). Raises a StoreProblem when it cannot be kept, ReadOnlyStore
        or Damaged where nothing is written at all.
        """
        self._check_may_write()
        staff_id = self.who.id if self.who else None
        key = None if draft is None else str(draft)
        with self._noting(), self._keeping().writing(what, staff_id=staff_id, draft=key) as writing:
            yield writing
        self._note(Event.SAVED, id=writing.group_id, count=len(writing.touched))

    # -- the log ---------------------------------------------------------------------------------------

    def _note(self, event: Event, *, id: UUID | None = None, count: int | None = None) -> None:
        if self.log is not None:
            self.log.note(event, id=id, count=count)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Let the log know of a problem that a person is told; by its class, since it may be about a place."""
        try:
            yield
        except StoreProblem as problem:
            if self.log is not None:
                self.log.note(Event.PROBLEM, kind=type(problem))
            raise

    # -- small things the first screens need -----------------------------------------------------------

    def staff(self) -> tuple[StaffMember, ...]:
        """Everyone who works here, by name."""
        return tuple(StaffMember(*row) for row in first_screen.staff(self.connection))

    @property
    def questions(self) -> QuestionSet:
        """The question set of the guided interview."""
        return self.question_set("vocational_profile")

    def question_set(self, name: str) -> QuestionSet:
        """The question set of that name as this team asks it, in the words of now; read when it is first asked for.

        Raises FileNotFoundError when there is none.
        """
        key = (self.words.pack, name)
        if key not in self._question_sets:
            from ips_tui.content.questions import load_questions

            own = self.own_questions
            self._question_sets[key] = load_questions(name, key[0]) if own is None else own.set(name, key[0])
        return self._question_sets[key]

    def setting(self, key: str) -> str | None:
        """A journaled setting's value."""
        return first_screen.setting(self.connection, key)

    @property
    def rhythms(self) -> Rhythms:
        """The figures of this team's rules: the defaults where nothing is set."""
        return Rhythms.of(first_screen.settings_below(self.connection, RHYTHM))

    @property
    def own_people_of(self) -> UUID | None:
        """The specialist who works here, whose own people come first; None for anyone else."""
        return self.who.id if self.who is not None and self.who.role == "employment_specialist" else None

    @property
    def leads_team(self) -> bool:
        """Whether the person at this desk is a team leader (domain.md 1.2)."""
        return self.who is not None and self.who.role == "team_leader"

    def find(self, typed: str) -> tuple[Found, ...]:
        """Participants, then employers, whose names or refs hold every word typed."""
        rows = first_screen.find(self.connection, words_of(typed), FOUND_AT_MOST)
        return tuple(
            Found(kind, str(row_id), name, detail if closed_on is None else self._closed(detail, closed_on))
            for kind, row_id, name, detail, closed_on in rows
        )

    def _closed(self, ref: str, closed_on: date) -> str:
        return self.words(
            "caseload.found_closed", ref=ref, day=short_date(closed_on, self.clock.today(), self.words.dates)
        )

    def find_text(self, typed: str) -> tuple[FoundRecord, ...]:
        """The newest records that hold every word typed. Raises a StoreProblem."""
        from ips_tui.casework.search import find

        return find(self, typed)

    def note_look(self, what: Looked, participant_id: UUID, detail: str = "") -> None:
        """Keep that this person's record was looked at by who works here; `detail` is a word for the paper or file.

        Where nothing can be written, nothing is noted: reading must go on. Raises a StoreProblem when it fails.
        """
        if self.store.readonly:
            return
        before = self.connection.total_changes
        with self._told_and_renewed():
            looks.note_look(
                self.connection,
                look_id=self.new_id(),
                site_id=self.store.site.id,
                at=self.clock.now(),
                staff_id=self.who.id if self.who else None,
                participant_id=participant_id,
                what=what,
                detail=detail,
            )
        # No record changed by it: what is shown need not be read again.
        self._noted += self.connection.total_changes - before

    def next_due(self, after: str | None) -> str | None:
        """The participant due next after this one in the order of Today, else the first; None if nobody is."""
        from ips_tui.casework.today import MOST, own_first

        lines = own_first(self, most=MOST).due
        due = dict.fromkeys(str(line.subject_id) for line in lines if line.subject == "participant")
        order = list(due)
        if after in due:
            order = order[order.index(after) + 1 :] + order[: order.index(after) + 1]
        return order[0] if order else None

    # -- drafts ----------------------------------------------------------------------------------------

    def keep_draft(self, key: DraftKey, fields: Mapping[str, str], base: UUID | None = None) -> None:
        """Keep what was typed; it is on the disk when this returns. Raises a StoreProblem."""
        self._check_may_write()
        with self._told_and_renewed():
            drafts.keep(self.connection, key, fields, base, self.clock.now())

    def load_draft(self, key: DraftKey) -> Draft | None:
        """The draft of that key, if one waits. Raises a StoreProblem."""
        with self._told_and_renewed():
            return drafts.load(self.connection, key)

    def drop_draft(self, key: DraftKey) -> None:
        """Forget a draft that the person threw away. Raises a StoreProblem; it waits on then."""
        self._check_may_write()
        with self._told_and_renewed():
            drafts.drop(self.connection, key)

    def drafts(self) -> tuple[Draft, ...]:
        """Every waiting draft, the newest first. Raises a StoreProblem."""
        with self._told_and_renewed():
            return drafts.waiting(self.connection)

    @contextmanager
    def _told_and_renewed(self) -> Iterator[None]:
        with self.store.anew_after_trouble(), translated():
            yield
