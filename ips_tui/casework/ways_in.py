"""Who can open the team's file on this computer, and with what: all of it in the key slots, nothing in the file itself.

Whoever changes a way in says the present passphrase first: an unlocked screen alone lets nobody make one of their own.
All of it is slow on purpose (scrypt), so it is called on a thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.store import hints, remembered, slots
from ips_tui.store.problems import LastWayIn, MixedUp, PassphraseTaken, WrongPassphrase, translated
from ips_tui.store.slots import SlotContent

if TYPE_CHECKING:
    from ips_tui.casework.session import Desk, StaffMember

LONGEST_HINT = hints.LONGEST_HINT


@dataclass(frozen=True)
class Opener:
    """A member of staff, and whether they have a passphrase and a recovery key of their own on this computer."""

    member: StaffMember
    passphrase: bool
    recovery_key: bool


def openers(desk: Desk) -> tuple[Opener, ...]:
    """Everyone who works here, by name; quick."""
    folder = desk.files.slots
    with translated():
        typed, written = slots.owners(folder, "passphrase"), slots.owners(folder, "recovery")
    return tuple(
        Opener(member, slots.mark(member.id) in typed, slots.mark(member.id) in written) for member in desk.staff()
    )


def check_present(desk: Desk, present: str) -> None:
    """Raise WrongPassphrase unless this is the passphrase of who works here."""
    _own_slot(desk, present)


def change_passphrase(desk: Desk, present: str, new: str, hint: str = "") -> bool:
    """Another passphrase for who works here; the one before opens nothing any more. Whether the hint was kept too.

    What the computer's keyring remembered is forgotten with it. Raises WrongPassphrase for the present one,
    PassphraseTaken, and what `create_slot` raises.
    """
    own = _own_slot(desk, present)
    return _give(desk, own.key, _owner(own), new, hint)


def new_recovery_key(desk: Desk, present: str, recovery_key: str) -> None:
    """Another recovery key for who works here; the one before opens nothing any more.

    Raises WrongPassphrase for the present passphrase, and what `create_slot` raises.
    """
    own = _own_slot(desk, present)
    with translated():
        content = SlotContent(own.key, own.staff_id, "recovery")
        slots.replace_slot(desk.files.slots, recovery_key, content, cost=desk.slot_cost)


def let_in(desk: Desk, present: str, staff_id: UUID, passphrase: str, hint: str = "") -> bool:
    """A passphrase of their own for somebody who works here; an earlier one of theirs opens nothing any more.

    Whether the hint was kept too. Raises LookupError for somebody who does not, WrongPassphrase, PassphraseTaken, and
    what `create_slot` raises.
    """
    _member(desk, staff_id)
    return _give(desk, _own_slot(desk, present).key, staff_id, passphrase, hint)


def shut_out(desk: Desk, present: str, staff_id: UUID) -> None:
    """Take away all that lets somebody in on this computer; a copy of the files from before still opens for them.

    Raises LookupError for somebody who does not work here, WrongPassphrase, LastWayIn for the last passphrase or
    recovery key there is, and for one's own.
    """
    _member(desk, staff_id)
    own = _own_slot(desk, present)
    with translated():
        if staff_id == own.staff_id:
            raise LastWayIn()
        slots.take_slots(desk.files.slots, staff_id)
        hints.drop_hint(desk.files.slots, staff_id)


def hints_at_the_door(desk: Desk) -> tuple[str, ...]:
    """The hints that were written for this file; they may hold anything a person typed."""
    return hints.hints(desk.files.slots)


def gives_away(hint: str, passphrase: str) -> bool:
    """Whether a hint says more than half of the passphrase."""
    return hints.gives_away(hint, passphrase)


def keyring_there() -> bool:
    """Whether this computer has a keyring that could remember anything. Not quick: call it on a thread."""
    return remembered.available()


def remembers(desk: Desk) -> bool:
    """Whether this computer's keyring opens the file for who works here; by the slot alone, so it is quick."""
    return desk.who is not None and bool(slots.computer_slots(desk.files.slots, desk.who.id))


def remember(desk: Desk, present: str) -> None:
    """Let this computer's keyring open the file when the program starts.

    Raises WrongPassphrase, NoKeyring, and what `create_slot` raises.
    """
    own = _own_slot(desk, present)
    with translated():
        remembered.remember(desk.files.slots, own)


def forget(desk: Desk) -> None:
    """Let the keyring open nothing any more. Raises a StoreProblem."""
    with translated():
        remembered.forget(desk.files.slots)


def _give(desk: Desk, key: bytes, owner: UUID, passphrase: str, hint: str) -> bool:
    folder = desk.files.slots
    with translated():
        try:
            taken = slots.open_slot(folder, passphrase, cost=desk.slot_cost).staff_id != owner
        except WrongPassphrase:
            taken = False
        if taken:
            raise PassphraseTaken()
        # A hint must never outlive what it hints at.
        hints.drop_hint(folder, owner)
        slots.replace_slot(folder, passphrase, SlotContent(key, owner, "passphrase"), cost=desk.slot_cost)
        slots.forget_computer(folder, owner)
    try:
        hints.keep_hint(folder, owner, hint)
    except OSError:
        # The passphrase holds already; nobody may be told that it does not.
        return False
    return True


def _own_slot(desk: Desk, present: str) -> SlotContent:
    """The slot of who works here, to whom this passphrase belongs. Raises WrongPassphrase."""
    with translated():
        content = slots.open_slot(desk.files.slots, present, cost=desk.slot_cost)
        if content.key != desk.store.key:
            # Slots of another store were put here while this one was open.
            raise MixedUp()
        if content.purpose != "passphrase" or desk.who is None or content.staff_id != desk.who.id:
            raise WrongPassphrase()
    return content


def _owner(content: SlotContent) -> UUID:
    if content.staff_id is None:
        raise WrongPassphrase()
    return content.staff_id


def _member(desk: Desk, staff_id: UUID) -> None:
    if not any(member.id == staff_id for member in desk.staff()):
        raise LookupError(staff_id)
