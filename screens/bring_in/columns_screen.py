"""The third step: which column holds what, and what the words in them mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.casework.session import StoreProblem
from ips_tui.exchange import bring_in, columns
from ips_tui.exchange.bring_in import Preview
from ips_tui.exchange.columns import Columns
from ips_tui.exchange.matching import Matcher, WordSaid
from ips_tui.exchange.table_file import Stopped, Table
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.text import shown
from screens.bring_in.step import GO_ON, LONGEST_PATH, MANY, Line, StepScreen, Wizard
from screens.desk import desk_of
from screens.keys import bind
from screens.settings.ask import AskLine
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.record_list import Column
from screens.widgets.working import Working

FIELD, WORD, UNUSED = "field:", "word:", "unused:"
NOTHING, ALL = "nothing", "all"
COLUMN = "column:"
EXAMPLES = 3
LONGEST_ANSWER = 200


class ColumnsScreen(StepScreen):
    """One line a field, then one a word that is to mean something; Enter changes it."""

    step = "columns"
    footer_keys = ("bring_in.go_on", "list.open", "bring_in.keep", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [GO_ON, bind("k", "keep", "bring_in.keep")]

    def __init__(self, wizard: Wizard) -> None:
        """Go on with what was decided."""
        super().__init__(wizard)
        self._words: tuple[WordSaid, ...] = ()
        self._matcher: Matcher | None = None

    @property
    def decided(self) -> Columns:
        """The columns as they are now."""
        assert self.wizard.columns is not None
        return self.wizard.columns

    @cached_property
    def _specs(self) -> dict[str, FieldSpec]:
        return {spec.name: spec for spec in columns.fields_in(self.wizard.of)}

    @property
    def _table(self) -> Table:
        assert self.wizard.table is not None
        return self.wizard.table

    def on_mount(self) -> None:
        """Say where the columns come from, when that is a file."""
        super().on_mount()
        if self.wizard.remembered is not None:
            self.say(self.app.words("bring_in.remembered", file=shown(self.wizard.remembered.name)))

    # What it shows

    def columns(self) -> tuple[Column, ...]:
        """What, where it comes from, what stands there."""
        words = self.app.words
        return (
            Column("what", words("bring_in.column.field"), 27),
            Column("from", words("bring_in.column.from"), 24),
            Column("example", words("bring_in.column.example"), 0),
        )

    def lines(self) -> Iterator[Line]:
        """The fields, the words, the columns that nothing is taken from."""
        self._matcher = Matcher(desk_of(self.app), self.decided)
        self._words = tuple(self._matcher.words_said(self._table))
        missing = columns.missing(self.decided)
        for spec in missing:
            yield f"{FIELD}{spec.name}", "unknown", self._field(spec)
        for number, said in enumerate(self._words):
            if said.meant.problem:
                yield f"{WORD}{number}", "unknown", self._word(said)
        for spec in self._specs.values():
            if spec not in missing:
                yield f"{FIELD}{spec.name}", "fields", self._field(spec)
        for number, said in enumerate(self._words):
            if not said.meant.problem:
                yield f"{WORD}{number}", "words", self._word(said)
        for heading in self.decided.unused(self._table):
            yield f"{UNUSED}{heading}", "unused", (heading, "", self._examples(heading))

    def sentences(self) -> Iterator[str]:
        """What is still to be decided."""
        words = self.app.words
        missing = [words(spec.label_id) for spec in columns.missing(self.decided)]
        unknown = sum(bool(said.meant.problem) for said in self._words)
        if missing:
            yield words("bring_in.missing", fields=", ".join(missing))
        if unknown:
            yield words("bring_in.unknown", count=unknown)
        if not missing and not unknown:
            yield words("bring_in.columns_good")

    def told(self, row_id: str) -> Iterator[str]:
        """What the field is about; how often a word stands there."""
        words = self.app.words
        if row_id.startswith(FIELD):
            spec = self._specs[row_id.removeprefix(FIELD)]
            yield words(spec.label_id)
            yield words(spec.hint_id)
        elif row_id.startswith(WORD):
            said = self._words[int(row_id.removeprefix(WORD))]
            label = words(self._specs[said.field].label_id)
            yield words("bring_in.word_told", said=said.said, rows=said.rows, field=label)
            if said.meant.problem:
                yield words(said.meant.problem)
        else:
            yield words("bring_in.unused_told")

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What is missing or means nothing stands out; it has a sign too."""
        return "$late" if cell.startswith(self.app.words("shell.problem_sign")) else ("$quiet" if column == 2 else "")

    def _field(self, spec: FieldSpec) -> tuple[str, str, str]:
        words = self.app.words
        name = words("bring_in.needed", label=words(spec.label_id)) if spec.required else words(spec.label_id)
        heading, same = self.decided.column(spec.name), self.decided.same_for_all(spec.name)
        if heading:
            return name, heading, self._examples(heading)
        if same:
            assert self._matcher is not None
            meant = self._matcher.meant(spec, same)
            mark = words("shell.problem_sign") if meant.problem else ""
            return name, mark + words("bring_in.for_all", said=meant.label or same), ""
        return name, words("shell.problem_sign") + words("bring_in.nowhere") if spec.required else "", ""

    def _word(self, said: WordSaid) -> tuple[str, str, str]:
        words = self.app.words
        meant = words("shell.problem_sign") + words("bring_in.choose") if said.meant.problem else said.meant.label
        label = words(self._specs[said.field].label_id)
        return words("bring_in.said", said=said.said), meant, words("bring_in.in_rows", rows=said.rows, field=label)

    def _examples(self, heading: str) -> str:
        place = self._table.headings.index(heading)
        found = dict.fromkeys(row.cells[place] for row in self._table.rows[:50] if row.cells[place])
        return ", ".join(shown(self.person(cell), 24) for cell in list(found)[:EXAMPLES])

    # What can be done

    def opened(self, row_id: str) -> None:
        """Enter: another column for a field, another meaning for a word."""
        if row_id.startswith(FIELD):
            self.run_worker(self._choose_column(self._specs[row_id.removeprefix(FIELD)]), exclusive=True)
        elif row_id.startswith(WORD):
            self.run_worker(self._choose_meaning(self._words[int(row_id.removeprefix(WORD))]), exclusive=True)

    def action_go_on(self) -> None:
        """G: look at every row, once each field that is needed comes from somewhere."""
        if missing := columns.missing(self.decided):
            fields = ", ".join(self.app.words(spec.label_id) for spec in missing)
            self.say(self.app.words("bring_in.missing", fields=fields), problem=True)
        else:
            self.run_worker(self._go_on(), exclusive=True)

    def action_keep(self) -> None:
        """K: put the columns into a file, for next month's list."""
        self.run_worker(self._keep(), exclusive=True)

    async def _choose_column(self, spec: FieldSpec) -> None:
        words, undecided = self.app.words, spec in columns.missing(self.decided)
        items = [ChooserItem(f"{COLUMN}{heading}", heading) for heading in self._table.headings]
        items += [ChooserItem(ALL, words("bring_in.same_for_all")), ChooserItem(NOTHING, words("bring_in.no_column"))]
        question = words("bring_in.which_column", field=words(spec.label_id))
        answer = await self.app.push_screen_wait(Chooser(question, items))
        if answer is None:
            return
        if answer == ALL:
            said = await self._for_all(spec)
            if said is None:
                return
            self.wizard.columns = self.decided.set_for_all(spec.name, said)
        else:
            heading = "" if answer == NOTHING else answer.removeprefix(COLUMN)
            self.wizard.columns = self.decided.taken_from(spec.name, heading)
        self._go_on_deciding(undecided)

    async def _for_all(self, spec: FieldSpec) -> str | None:
        """What a field is for every row: chosen, or typed where it may be anything."""
        words, label = self.app.words, self.app.words(spec.label_id)
        if spec.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.REFERENCE):
            return await self._pick(spec, words("bring_in.for_every_row", field=label))
        question = f"{words('bring_in.for_every_row', field=label)}\n{words(spec.hint_id)}"
        return await self.app.push_screen_wait(AskLine(question, "", words, lambda said: "", LONGEST_ANSWER))

    async def _choose_meaning(self, said: WordSaid) -> None:
        spec = self._specs[said.field]
        label = self.app.words(spec.label_id)
        question = self.app.words("bring_in.what_means", said=shown(said.said, 40), field=label)
        means = await self._pick(spec, question)
        if means is not None:
            self.wizard.columns = self.decided.meaning(said.field, said.said, means)
            self._go_on_deciding(bool(said.meant.problem))

    def _go_on_deciding(self, undecided: bool) -> None:
        """What was to be decided moves to where it belongs; the cursor goes on to what still is."""
        self.decided_anew()
        if undecided and self.list is not None:
            self.list.action_first()

    async def _pick(self, spec: FieldSpec, question: str) -> str | None:
        assert self._matcher is not None
        options = self._matcher.options(spec)
        if not options:
            self.say(self.app.words("bring_in.nothing_to_choose"), problem=True)
            return None
        items = [ChooserItem(str(place), label) for place, (_, label) in enumerate(options)]
        answer = await self.app.push_screen_wait(Chooser(question, items))
        return None if answer is None else options[int(answer)][0]

    async def _go_on(self) -> None:
        from screens.bring_in.look_screen import LookScreen

        if await look(self):
            self.next(LookScreen(self.wizard))

    async def _keep(self) -> None:
        words, wizard = self.app.words, self.wizard

        def problem(answer: str) -> str:
            return "" if folder_of(answer) is not None else words("own_copy.no_folder")

        question = f"{words('bring_in.keep_where')}\n{words('bring_in.keep_about')}"
        ask = AskLine(question, str(wizard.path.absolute().parent), words, problem, LONGEST_PATH)
        answer = await self.app.push_screen_wait(ask)
        folder = folder_of(answer or "")
        if folder is None:
            return
        try:
            place = columns.keep_columns(self.decided, folder)
        except (StoreProblem, OSError):
            self.say(words("own_copy.not_written"), problem=True)
        else:
            self.say(words("bring_in.kept", file=place.name))


async def look(screen: StepScreen) -> bool:
    """Look at every row as was decided; False when the person had enough. To be awaited in a worker of the screen."""
    wizard, words, desk = screen.wizard, screen.app.words, desk_of(screen.app)
    table, decided = wizard.table, wizard.columns
    assert table is not None and decided is not None
    found: list[Preview] = []

    if len(table.rows) <= MANY:
        found.append(bring_in.preview(desk, table, decided))
    else:
        wrong = await screen.app.push_screen_wait(
            Working(
                words("bring_in.working.looking"),
                words,
                lambda told, stopped: found.append(
                    bring_in.preview(desk, table, decided, progress=told, stopped=stopped)
                ),
            )
        )
        if isinstance(wrong, Stopped):
            screen.say(words("bring_in.stopped"))
            return False
        if wrong is not None:
            raise wrong
    wizard.preview = found[0]
    wizard.chosen = set(found[0].new)
    return True


def folder_of(answer: str) -> Path | None:
    """The folder that was typed, if it is one."""
    try:
        folder = Path(answer).expanduser()
        return folder if answer and folder.is_absolute() and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None
