"""What a form is told from outside: the entry it asks for, where it starts, who keeps its draft, who saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ips_tui.date_words import ENGLISH, DateWords
from ips_tui.domain.money import USUAL_CURRENCY

if TYPE_CHECKING:
    from ips_tui.forms.asking import FieldSpec, Problem
    from ips_tui.forms.kit import Entry


@dataclass(frozen=True)
class Option:
    """Something a reference can point at; the label may hold anything a person typed."""

    id: str
    label: str


@dataclass(frozen=True)
class KeptDraft:
    """Typed text that was kept and not saved."""

    values: Mapping[str, str]
    """Raw text by field, as `DraftKeeper.keep` was given it."""
    written: str
    """When, in words for a person such as "14:02"."""
    changed: bool
    """Whether the record was changed by someone since the draft was written."""
    current: Mapping[str, str]
    """The raw text of the record as it is now; empty for a new record."""


class DraftKeeper(Protocol):
    """Keeps what is typed into one form about one record."""

    def load(self) -> KeptDraft | None:
        """What was kept and neither saved nor thrown away, if anything."""
        ...

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep these raw values instead of what was kept before. May raise; the form then says so and goes on."""
        ...

    def drop(self) -> None:
        """Forget what was kept. Harmless when nothing is."""
        ...


class Refused(Exception):
    """Raised by a save that says no; its text never holds what was typed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("refused: " + ", ".join(p.message_id for p in problems))
        self.problems = problems


# Called with what was typed so far and a callback that takes the id of what was added.
AddMissing = Callable[[str, Callable[[str], None]], None]


# Given the raw text of all fields; gives back a sentence for each field about which there is something to say.
Advise = Callable[[Mapping[str, str]], Mapping[str, str]]


def no_options(of: str, others: Mapping[str, str]) -> Sequence[Option]:
    """For forms without references."""
    return ()


@dataclass(frozen=True)
class FormPlan:
    """One form to be filled in.

    `title` and `note` are plain text. `start` is the raw text of each field when the form opens. `save` gets the
    valid entry and returns the record's id; it may raise `Refused`. `options` gives what a reference points at:
    its kind (the `of` of the field) and the raw values of all fields, since some depend on others. `secret` names
    fields that are neither shown nor kept.
    """

    entry: type[Entry]
    title: str
    save: Callable[[Any], str]
    today: date
    start: Mapping[str, str] = field(default_factory=dict)
    keeper: DraftKeeper | None = None
    """None before the store is open: what is typed then stays in memory."""
    editing: bool = False
    """Whether `start` is what a saved record holds. Its draft then keeps the changed fields alone, so that
    continuing it later cannot bring back what a colleague changed in the others."""
    options: Callable[[str, Mapping[str, str]], Sequence[Option]] = no_options
    add: Mapping[str, AddMissing] = field(default_factory=dict)
    date_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    currency: str = USUAL_CURRENCY
    """Of an amount that names none."""
    dates: DateWords = ENGLISH
    secret: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    """Fields that are not drawn this time. They stay as they start, and come up when a save finds fault with one."""
    note: str = ""
    advise: Advise | None = None
    """Advice beside the fields: no problem, so that nothing waits for it. It is asked for when the form opens and when
    a field is left, and may hold anything a person typed."""


class FieldHost(Protocol):
    """What a field needs from the form it stands in."""

    def words(self, message_id: str, **values: object) -> str:
        """The text for a message id."""
        ...

    def typed(self, name: str, raw: str) -> None:
        """This is the field's raw text now; called in the key's own message."""
        ...

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a sentence until another field is entered."""
        ...

    def step(self, by: int) -> None:
        """Give the focus to the field that many places on (negative: back) on this page."""
        ...

    def can_turn(self, by: int) -> bool:
        """Whether there is another page on that side (negative: before)."""
        ...

    def turn(self, by: int) -> None:
        """Go that many pages on (negative: back)."""
        ...

    def options(self, of: str) -> Sequence[Option]:
        """What a reference of this kind can point at now."""
        ...

    def add(self, of: str, typed: str, done: Callable[[str], None]) -> None:
        """Ask for something that is missing; only where `can_add` says so."""
        ...

    def can_add(self, of: str) -> bool:
        """Whether something missing can be added from here."""
        ...

    def understood(self, spec: FieldSpec, raw: str) -> str:
        """What this text says in this field, in words: a day, an amount, hours; "" where there is nothing to add."""
        ...

    def row_lines(self, spec: FieldSpec, raw: str) -> Sequence[str]:
        """The rows of a repeated group, a line for each as a person reads it."""
        ...

    def open_row(self, spec: FieldSpec, place: int) -> None:
        """Open the row at this place as a form of its own; behind the last one, a new row."""
        ...

    def rows_changed(self, spec: FieldSpec) -> None:
        """Show the rows of this group as they are filled in now, and what is wrong with them if that stood there."""
        ...

    def see_focused(self) -> None:
        """Scroll to what has the focus."""
        ...

    def open_list(self, owner: ListOwner, rows: Sequence[str], place: int, marks: Sequence[bool]) -> None:
        """Show these rows under the field, which keeps the focus; called again whenever they change."""
        ...

    def close_list(self, owner: ListOwner) -> None:
        """Take the list away if it is this field's."""
        ...


class ListOwner(Protocol):
    """A field that has a list open under it."""

    def pick(self, place: int) -> None:
        """The row at this place was clicked."""
        ...
