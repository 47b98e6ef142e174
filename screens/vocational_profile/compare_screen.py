"""Two versions of the profile side by side: what differs, section by section, read without scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.profile_versions import (
    EARLIER,
    Comparison,
    Difference,
    SectionComparison,
    VersionView,
    compare,
    version_views,
)
from ips_tui.text import capital, shown
from screens.desk import desk_of
from screens.entries.opening import name_of
from screens.keys import bind
from screens.participant.text_screen import TextScreen
from screens.vocational_profile.wording import occasion_said, version_said
from screens.widgets.block import Block, wrapped
from screens.widgets.chooser import Chooser, ChooserItem

BETWEEN = " │ "
INDENT = "  "
LONG = 8
"""Lines in half of the window from which a text stands in its whole width, the earlier one over the later."""
WHY = 2
"""Lines of what made a version needed."""


class CompareScreen(TextScreen):
    """The earlier version on the left, the later one on the right; of texts that are long, one over the other."""

    made_of = ("participant_id",)
    help_id = "profile_compare"
    footer_keys = ("profile.before", "profile.after", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("b", "before", "profile.before"),
        bind("a", "after", "profile.after"),
    ]

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self._versions: tuple[VersionView, ...] = ()
        self._chosen: tuple[UUID, UUID] | None = None
        self._compared: Comparison | None = None
        self._head = Block()

    # What the shell asks

    def trail(self) -> Sequence[str]:
        """Whose profile it is."""
        name = self.app.name_of(name_of(self.app, self.person))
        title = self.app.words("profile.compare.title")
        return (name, title) if name else (title,)

    # Reading and drawing

    def read(self) -> None:
        """The two versions that were chosen, else the last two."""
        desk = desk_of(self.app)
        self._versions = version_views(desk, self.person)
        known = [one.id for one in self._versions]
        if self._chosen is None or not set(self._chosen) <= set(known):
            self._chosen = (known[1], known[0]) if len(known) > 1 else None
        self._compared = None if self._chosen is None else compare(desk, self.person, *self._chosen)

    def compose_body(self) -> ComposeResult:
        """Which versions, above what differs."""
        yield self._head
        yield from super().compose_body()

    def draw(self) -> None:
        """Show both as they are now."""
        super().draw()
        self._head.show(list(self._heads(self._width)))

    @property
    def _width(self) -> int:
        return max(20, self.size.width - 3)

    def _heads(self, width: int) -> Iterator[Content]:
        """Which version stands on which side, and what made it needed."""
        if self._compared is None:
            return
        words, today, half = self.app.words, self.app.desk.clock.today(), self._half(width)
        sides = []
        for one in (self._compared.before, self._compared.after):
            occasion = capital(shown(occasion_said(one, words)))
            why = wrapped(one.why, half, WHY) if one.why else []
            sides.append([version_said(one, words, today), *([occasion] if occasion else []), *why])
        yield from _beside(sides, half, ("bold", "bold"))

    def lines(self, width: int) -> Iterator[Content]:
        """What differs, with how much stayed the same."""
        words, compared = self.app.words, self._compared
        width = self._width
        if compared is None:
            yield from (Content(line) for line in wrapped(words("profile.compare.one_version"), width))
            return
        differ = sum(len(section.differences) for section in compared.sections)
        if not differ:
            said = words("profile.compare.same_all", count=compared.same)
            yield Content(said if compared.sections else words("profile.compare.empty"))
            return
        yield Content.styled(words("profile.compare.counted", differ=differ, same=compared.same), "$quiet")
        for section in compared.sections:
            if section.differences:
                yield Content("")
                yield from self._section(section, width)

    def _section(self, section: SectionComparison, width: int) -> Iterator[Content]:
        words = self.app.words
        title = words("profile.compare.earlier") if section.id == EARLIER else section.title
        same = words("profile.compare.same", count=section.same)
        yield Content.assemble((shown(title), "bold $accent"), (f"   {same}" if section.same else "", "$quiet"))
        for difference in section.differences:
            yield from self._difference(difference, width)

    def _difference(self, one: Difference, width: int) -> Iterator[Content]:
        words = self.app.words
        yield from (Content.styled(line, "bold") for line in wrapped(one.about, width))
        before = one.before or words("profile.compare.not_before")
        after = one.after or words("profile.compare.not_after")
        half = self._half(width)
        sides = [wrapped(text, half) for text in (before, after)]
        if max(len(side) for side in sides) < LONG:
            yield from _beside(sides, half, ("$quiet", ""))
            return
        for label, text, style in (("before", before, "$quiet"), ("after", after, "")):
            yield Content.styled(INDENT + words(f"profile.compare.over.{label}"), "italic")
            yield from (Content.styled(INDENT + line, style) for line in wrapped(text, width - len(INDENT)))

    def _half(self, width: int) -> int:
        return (width - len(BETWEEN)) // 2

    # Other versions

    def action_before(self) -> None:
        """B: another version on the left."""
        self._ask("before", 0)

    def action_after(self) -> None:
        """A: another version on the right."""
        self._ask("after", 1)

    def _ask(self, which: str, place: int) -> None:
        words = self.app.words
        if self._chosen is None:
            self.app.say(words("profile.compare.one_version"))
            return
        other = self._chosen[1 - place]
        items = [self._item(one) for one in self._versions if one.id != other]
        if len(items) < 2:
            self.app.say(words("profile.compare.only_two"))
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                pair = [other, other]
                pair[place] = UUID(answer)
                self._choose(pair[0], pair[1])

        self.app.push_screen(Chooser(words(f"profile.compare.which_{which}"), items), chosen)

    def _choose(self, before: UUID, after: UUID) -> None:
        """The earlier one goes to the left, whichever side it was chosen for."""
        compared = compare(desk_of(self.app), self.person, before, after)
        self._chosen = (compared.before.id, compared.after.id)
        self._compared = compared
        self.draw()

    def _item(self, one: VersionView) -> ChooserItem:
        words, today = self.app.words, self.app.desk.clock.today()
        parts = (version_said(one, words, today), occasion_said(one, words), one.why)
        return ChooserItem(str(one.id), ". ".join(capital(part) for part in parts if part))


def _beside(sides: Sequence[Sequence[str]], half: int, styles: tuple[str, str]) -> Iterator[Content]:
    """Two texts beside each other, each in its half of the width."""
    for number in range(max(len(side) for side in sides)):
        left, right = (
            Content.styled(side[number] if number < len(side) else "", style).truncate(half, ellipsis=True, pad=True)
            for side, style in zip(sides, styles, strict=True)
        )
        yield Content.assemble(left, (BETWEEN, "$quiet"), right)
