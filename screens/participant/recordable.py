"""Everything that can be noted about a participant, to be chosen from one list, so that nobody must know letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ips_tui.content.words import Words
from ips_tui.domain.stages import Stage
from screens.keys import key_label
from screens.widgets.chooser import Chooser, ChooserItem

EVERY = 0
"""Stands for every stage, where a stage's number stands otherwise."""


@dataclass(frozen=True)
class Recordable:
    """One thing that can be noted: the action of the page that does it, and the stage whose work it is."""

    action: str
    """Its words are those of its key, else `participant.record.<action>`."""
    key: str = ""
    """Id of the key that does it at once."""
    stage: int = EVERY


def chooser(
    known: Iterable[Recordable],
    can: Callable[[str], bool],
    stage: int,
    keys: Mapping[str, tuple[str, ...]],
    words: Words,
) -> Chooser:
    """What can be noted now: of the stage on screen first, then of every stage, then of the others.

    `can` says whether an action does anything now; `keys` are those that work on the page, by the ids of their
    bindings. The answer is the action.
    """
    now = [one for one in known if can(one.action)]
    items: list[ChooserItem] = []
    for part in _parts(stage):
        name = words("participant.record.every") if part == EVERY else words(f"stage.{part}.name")
        group = name if part == EVERY else f"{part} {name}"
        items += [_item(one, group, keys, words) for one in now if one.stage == part]
    return Chooser(words("participant.record.question"), items)


def _parts(stage: int) -> Iterator[int]:
    yield from dict.fromkeys((stage, EVERY, *(int(one) for one in Stage)))


def _item(one: Recordable, group: str, keys: Mapping[str, tuple[str, ...]], words: Words) -> ChooserItem:
    label = words(f"key.{one.key}.does") if one.key else words(f"participant.record.{one.action}")
    here = keys.get(one.key, ())
    return ChooserItem(one.action, label, group, here, key_label(here[0], words) if here else "")
