"""What differs between a draft and the record as it is now, field by field and row by row, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ips_tui.content.words import Words
from ips_tui.forms.asking import FieldSpec
from ips_tui.forms.kit import fields_of
from ips_tui.forms.typed import raw_rows
from screens.widgets.form.filled import Filled
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.readable import Readable
from screens.widgets.form.versions import Version
from screens.widgets.form.wording import label_of

Row = Mapping[str, str]


def compared(words: Words, filled: Filled, kept: KeptDraft) -> list[Version]:
    """Both versions of everything that differs, in the order of the form."""
    typed, now = filled.versions(kept)
    readable = Readable(words, filled)
    versions: list[Version] = []
    for spec in filled.differing(kept):
        if spec.rows is not None:
            versions += _Rows(words, readable, spec).compared(raw_rows(typed[spec.name]), raw_rows(now[spec.name]))
        else:
            both = [readable.of(spec, filled.specs, raw) for raw in (typed, now)]
            versions.append(Version(label_of(words, spec).text, *both))
    return versions


class _Rows:
    """The rows of one group in both versions; a row is the same one where it has the same id."""

    def __init__(self, words: Words, readable: Readable, spec: FieldSpec) -> None:
        self._words = words
        self._readable = readable
        self._label = label_of(words, spec).text
        self._specs = {one.name: one for one in fields_of(spec.rows)} if spec.rows is not None else {}

    def compared(self, typed: Sequence[Row], now: Sequence[Row]) -> list[Version]:
        """A version for each row that is not the same in both."""
        return [
            Version(self._words("form.row.line", label=self._label, number=number), *self._both(one, other))
            for number, one, other in _paired(typed, now)
            if one != other
        ]

    def _both(self, typed: Row | None, now: Row | None) -> tuple[str, str]:
        names = [name for name, spec in self._specs.items() if not spec.hidden]
        if typed is not None and now is not None:
            names = [name for name in names if self._said(name, typed) != self._said(name, now)]
        return self._lines(names, typed), self._lines(names, now)

    def _lines(self, names: Sequence[str], row: Row | None) -> str:
        if row is None:
            return self._words("form.row.not_there")
        said = [(label_of(self._words, self._specs[name]).text, self._said(name, row)) for name in names]
        nothing = self._words("form.not_answered")
        return "\n".join(f"{label}: {text}" for label, text in said if text != nothing) or nothing

    def _said(self, name: str, row: Row) -> str:
        return self._readable.of(self._specs[name], self._specs, row)


def _paired(typed: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[int, Row | None, Row | None]]:
    """Rows of both versions with the number of their line; one that stands in one version alone has no partner."""
    known = {row["id"]: row for row in now if "id" in row}
    for number, row in enumerate(typed, start=1):
        yield number, row, known.pop(row.get("id", ""), None)
    for number, row in enumerate(now, start=1):
        if row.get("id") in known:
            yield number, None, row
