"""The desk: one person's working session over an open store. Light to import; the ORM comes when asked for.

Screens and commands reach the store only through it: first run, unlock, close, drafts, and for the functions
of casework one reading or one writing at a time.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID, uuid4

from ips_tui.clock import Clock, DayClock, SystemClock
from ips_tui.config import Config
from ips_tui.content.words import Words
from ips_tui.ids import IdSource
from ips_tui.store import drafts, first_screen, founding, slots
from ips_tui.store.drafts import Draft, DraftKey
from ips_tui.store.files import StoreFiles, prepare
from ips_tui.store.problems import NoStore
from ips_tui.store.problems import StoreProblem as StoreProblem
from ips_tui.store.store import PRACTICE, TEAM, Store, create_store, look_before_unlock, open_store
from ips_tui.text import words_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ips_tui.forms.people import FirstRunEntry
    from ips_tui.store.keeping import Keeping, Writing

State = Literal["first_run", "locked", "open"]
REF_LETTERS = "ABCDEFGHJKLMNQRSTUVWXYZ"
"""Letters that begin the refs of a laptop; without I and O, and without P, which the invented people have."""
FOUND_AT_MOST = 50


@dataclass(frozen=True)
class StaffMember:
    """Someone who works here."""

    id: UUID
    ref: str
    name: str
    role: str


@dataclass(frozen=True)
class Found:
    """One thing a finder offers; `label` and `detail` may hold anything a person typed."""

    kind: str
    """`participant` or `employer`; the screens add their own kinds."""
    id: str
    label: str
    detail: str = ""
    key: str = ""
    """The key that does the same, as shown."""


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
        slot_cost: int = slots.COST,
    ) -> None:
        """A desk over the store at `files`, not opened yet.

        `slot_cost` is scrypt's n, a power of two; it is lowered only where nothing needs to be kept secret.
        """
        self.files = files
        self.clock = clock
        self.words = words
        self.config = config
        self.practice = practice
        self.new_id = new_id or IdSource(clock.now)
        self.crash_folder = crash_folder
        self.slot_cost = slot_cost
        self.who: StaffMember | None = None
        self._store: Store | None = None
        self._slot: Path | None = None

    # -- the store's life ------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """`first_run` (no store yet), `locked` or `open`."""
        if self._store is not None:
            return "open"
        founding.finish(self.files)
        return "locked" if self.files.path.exists() else "first_run"

    @property
    def store(self) -> Store:
        """The open store. Raises NoStore while it is locked."""
        if self._store is None:
            raise NoStore()
        return self._store

    @property
    def who_name(self) -> str:
        """The name of who works here now; empty unless open."""
        return self.who.name if self.who else ""

    def unlock(self, passphrase: str, *, wait_seconds: float = 0.0) -> None:
        """Open the team's store. Slow on purpose (scrypt): call it on a thread.

        Raises a StoreProblem: NoStore, WrongPassphrase, InUse, Damaged, NewerStore, ForeignFile, MixedUp.
        """
        look_before_unlock(self.files)
        self._slot, content = slots.find_slot(self.files.slots, passphrase, cost=self.slot_cost)
        self._opened(open_store(self.files, content.key, kind=TEAM, wait_seconds=wait_seconds), content.staff_id)

    def recover(self, typed: str, passphrase: str) -> None:
        """Open the store with the recovery key and give its owner a new passphrase.

        Raises WrongPassphrase when the key is mistyped or another store's, and what `unlock` raises.
        """
        from ips_tui.store.problems import WrongPassphrase

        look_before_unlock(self.files)
        recovery_key = slots.read_recovery_key(typed)
        if recovery_key is None:
            raise WrongPassphrase()
        _, content = slots.find_slot(self.files.slots, recovery_key, cost=self.slot_cost)
        store = open_store(self.files, content.key, kind=TEAM)
        try:
            fresh = slots.SlotContent(content.key, content.staff_id, "passphrase")
            slots.create_slot(self.files.slots, passphrase, fresh, cost=self.slot_cost)
        except BaseException:
            store.close()
            raise
        self._opened(store, content.staff_id)

    def open_practice(self, *, readonly: bool = False, wait_seconds: float = 0.0) -> None:
        """Open invented people. Today becomes the practice day, unless the clock was set by hand.

        Raises a StoreProblem.
        """
        store = open_store(self.files, None, kind=PRACTICE, readonly=readonly, wait_seconds=wait_seconds)
        if store.site.practice_day is not None and isinstance(self.clock, SystemClock):
            self.clock = DayClock(store.site.practice_day, self.clock)
        people = first_screen.staff(store.connection)
        specialists = sorted((p for p in people if p[3] == "employment_specialist"), key=lambda p: p[1])
        self._opened(store, specialists[0][0] if specialists else None)

    def _opened(self, store: Store, staff_id: UUID | None) -> None:
        self._store = store
        self.who = next((person for person in self.staff() if person.id == staff_id), None)

    def create(self, entry: FirstRunEntry, passphrase: str, recovery_key: str) -> None:
        """Make the team's store with its first member of staff, a slot for the passphrase and one for recovery.

        Raises a StoreProblem or FileExistsError; nothing is left behind then.
        """
        from ips_tui.casework import staff

        prepare(self.files)
        place = founding.begin(self.files)
        key = slots.new_key()
        letter = secrets.choice(REF_LETTERS)
        try:
            self._store = create_store(place, key, kind=TEAM, site_id=uuid4(), letter=letter, practice_day=None)
            staff_id = staff.begin_team(self, entry)
            self.close()
            passphrase_slot = slots.SlotContent(key, staff_id, "passphrase")
            recovery_slot = slots.SlotContent(key, staff_id, "recovery")
            slots.create_slot(place.slots, passphrase, passphrase_slot, cost=self.slot_cost)
            slots.create_slot(place.slots, recovery_key, recovery_slot, cost=self.slot_cost)
            founding.settle(self.files)
        except BaseException:
            self.close()
            founding.abandon(self.files)
            raise
        self._opened(open_store(self.files, key, kind=TEAM), staff_id)

    def close(self) -> None:
        """Close the store and let go of the key; drafts stay, encrypted. Does nothing when it is closed."""
        if self._store is not None:
            self._store.close()
        self._store = None
        self.who = None

    def warm(self) -> None:
        """Load the ORM, the models and the entries; recompute what is due if the rules changed. On a thread.

        Harmless to repeat, and before the store is open: then it only loads.
        """
        from importlib import import_module

        for module in ("case", "contacts", "disclosure", "employers", "history", "references", "reviews", "staff"):
            import_module(f"ips_tui.casework.{module}")
        if self._store is not None and not self._store.readonly:
            self._keeping().recompute_if_rules_changed()

    def rebuild(self) -> None:
        """Compute every derived row anew, however it stands. Seconds for thousands of people. Raises a StoreProblem."""
        from ips_tui.store.problems import translate

        try:
            self._keeping().recompute()
        except Exception as error:
            if (problem := translate(error)) is not None:
                raise problem from error
            raise

    # -- for the functions of casework -----------------------------------------------------------------

    @property
    def connection(self) -> Any:
        """The plain connection of the first screens; derived rows and drafts only."""
        return self.store.connection

    def _keeping(self) -> Keeping:
        from ips_tui.casework.deriving import CaseDeriver

        return self.store.keeping(self.clock, self.new_id, CaseDeriver())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One reading of records."""
        with self._keeping().reading() as db:
            yield db

    @contextmanager
    def writing(self, what: str, *, draft: DraftKey | None = None) -> Iterator[Writing]:
        """One action: records, journal, derived rows and the cleared draft in one commit.

        `what` is the id of the words for it (`did.<what>`). Raises a StoreProblem when it cannot be kept.
        """
        staff_id = self.who.id if self.who else None
        key = None if draft is None else str(draft)
        with self._keeping().writing(what, staff_id=staff_id, draft=key) as writing:
            yield writing

    # -- small things the first screens need -----------------------------------------------------------

    def staff(self) -> tuple[StaffMember, ...]:
        """Everyone who works here, by name."""
        return tuple(StaffMember(*row) for row in first_screen.staff(self.connection))

    def setting(self, key: str) -> str | None:
        """A journaled setting's value."""
        return first_screen.setting(self.connection, key)

    def find(self, typed: str) -> tuple[Found, ...]:
        """Participants, then employers, whose names or refs hold every word typed."""
        rows = first_screen.find(self.connection, words_of(typed), FOUND_AT_MOST)
        return tuple(Found(kind, str(row_id), name, detail) for kind, row_id, name, detail in rows)

    def next_due(self, after: str | None) -> str | None:
        """The participant due next after this one in the order of Today, else the first; None if nobody is."""
        from ips_tui.casework.today import today

        due = dict.fromkeys(str(line.subject_id) for line in today(self).due if line.subject == "participant")
        order = list(due)
        if after in due:
            order = order[order.index(after) + 1 :] + order[: order.index(after) + 1]
        return order[0] if order else None

    # -- drafts ----------------------------------------------------------------------------------------

    def keep_draft(self, key: DraftKey, fields: Mapping[str, str], base: UUID | None = None) -> None:
        """Keep what was typed; it is on the disk when this returns. Raises a StoreProblem."""
        from ips_tui.store.problems import translate

        try:
            drafts.keep(self.connection, key, fields, base, self.clock.now())
        except Exception as error:
            if (problem := translate(error)) is not None:
                raise problem from error
            raise

    def load_draft(self, key: DraftKey) -> Draft | None:
        """The draft of that key, if one waits."""
        return drafts.load(self.connection, key)

    def drop_draft(self, key: DraftKey) -> None:
        """Forget a draft that the person threw away."""
        drafts.drop(self.connection, key)

    def drafts(self) -> tuple[Draft, ...]:
        """Every waiting draft, the newest first."""
        return drafts.waiting(self.connection)


def weak_passphrase(text: str) -> bool:
    """Whether a passphrase is too short to protect a store."""
    return slots.weak_passphrase(text)


def new_recovery_key() -> str:
    """A new recovery key, as it is to be written down: groups of characters with dashes between."""
    return slots.new_recovery_key()


def same_recovery_key(typed: str, key: str) -> bool:
    """Whether what was typed is this recovery key, whatever its case and dashes and with O for 0 or I for 1."""
    return slots.read_recovery_key(typed) == key


def whole_recovery_key(typed: str) -> bool:
    """Whether what was typed has the shape of some recovery key, with no character missing or mistyped."""
    return slots.read_recovery_key(typed) is not None


def reset_practice(files: StoreFiles, sample: Path) -> None:
    """Put a fresh copy of the sample in the place of the practice store. Raises InUse while it is open."""
    from ips_tui.store.files import write_private
    from ips_tui.store.lock import StoreLock

    prepare(files)
    with StoreLock(files.lock):
        for ending in ("-wal", "-shm"):
            files.path.with_name(files.path.name + ending).unlink(missing_ok=True)
        write_private(files.path, sample.read_bytes())
