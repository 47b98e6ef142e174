"""What an entry is made of: one pydantic model per form, read from raw text, drawn by the form kit.

An entry states each field once: its type, choices and limits, whether it must be there, and by its name the
ids of its label and hint (``form.<form>.<field>.label`` and ``.hint`` in the word pack). Screens draw it from
`fields_of`, keep what is typed as raw text per field, and hand that to `read_entry`; casework only ever sees
the valid object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ips_tui import text
from ips_tui.date_words import ENGLISH, DateWords
from ips_tui.dates import UnreadableDate, read_date
from ips_tui.domain.money import USUAL_CURRENCY, Money, UnreadableMoney, read_money

LONGEST_TEXT = 200
LONGEST_NOTE = 50_000
PAGE_FIELDS = 20
MOST_ROWS = 60
MOST_HOURS = 168


class Kind(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    NOTES = "notes"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    REFERENCE = "reference"
    REFERENCES = "references"
    MONEY = "money"
    HOURS = "hours"
    GROUP = "group"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Ask:
    """How one field is asked; stands in the field's annotation."""

    kind: Kind
    of: str = ""
    """What a reference points at: `staff`, `clinical_team`, `employer` and so on."""
    lean: Literal["past", "future", "near"] = "near"
    """Which way a date without a year leans."""
    longest: int = 0
    lowest: int | None = None
    highest: int | None = None
    below_zero: bool = False
    """Whether an amount may be less than nothing."""


@dataclass(frozen=True)
class Only:
    """The field is asked only while another field holds one of these raw values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Needed:
    """The field must be filled in while another field holds one of these raw values."""

    field: str
    values: tuple[str, ...]
    message_id: str = "problem.missing"
    """What is said when it is not."""


@dataclass(frozen=True)
class StateOf:
    """The field says why another, open question has no answer (`not_asked` and so on); drawn with it."""

    field: str


@dataclass(frozen=True)
class FieldSpec:
    """What the form kit needs to draw one field."""

    name: str
    kind: Kind
    required: bool
    label_id: str
    hint_id: str
    choices: tuple[str, ...] = ()
    choice_id: str = ""
    """Choice labels are `choice.<choice_id>.<value>` in the word pack."""
    of: str = ""
    lean: Literal["past", "future", "near"] = "near"
    longest: int = 0
    below_zero: bool = False
    """Whether an amount may be less than nothing."""
    only: Only | None = None
    needed: Needed | None = None
    shareable: bool = False
    """May be read by an employer (DESIGN idea 14: what an employer reads is made of these fields alone)."""
    rows: type[RowEntry] | None = None
    """What a repeated group's rows are."""
    state: str = ""
    """The field, drawn with this one, that says why this open question has no answer; empty for an ordinary field."""
    state_of: str = ""
    """The open question that this field says so of."""
    label: str = ""
    """The label itself, where it is a question of a question set and not of the word pack."""
    hint: str = ""
    """The hint itself, likewise."""

    @property
    def hidden(self) -> bool:
        """Whether it is kept with the form and never drawn by itself."""
        return self.kind is Kind.HIDDEN or bool(self.state_of)


@dataclass(frozen=True)
class NotOffered:
    """Answers of a choice that this form does not offer, because another form gives them; a kept one stays valid."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Shareable:
    """Marks a field whose text an employer may read."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; `field` is None when no single field is to blame."""

    field: str | None
    message_id: str
    values: tuple[tuple[str, str], ...] = ()


class BadEntry(ValueError):
    """What was typed is no valid entry. Its text never holds what was typed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("entry not valid: " + ", ".join(p.message_id for p in problems))
        self.problems = problems


def broken(field: str, message_id: str, **values: str) -> PydanticCustomError:
    """The error a cross-field rule raises; it is shown at `field`."""
    context: dict[str, Any] = {"field": field, **values}
    return PydanticCustomError(message_id, "rule broken", context)


def _asked_how(info: ValidationInfo) -> Ask | None:
    """How the field is asked; None when an entry is made from values and not read from raw text."""
    context: Mapping[str, Any] = info.context or {}
    ask: Ask | None = context.get("asks", {}).get(info.field_name)
    return ask


def _not_too_long(value: str, ask: Ask | None) -> str:
    if ask and ask.longest and len(value) > ask.longest:
        over: dict[str, Any] = {"longest": str(ask.longest), "length": str(len(value))}
        raise PydanticCustomError("problem.too_long", "too long", over)
    return value


def _plain(value: Any, info: ValidationInfo) -> Any:
    return _not_too_long(text.clean(value).text.strip(), _asked_how(info)) if isinstance(value, str) else value


def _lines(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    return _not_too_long(text.clean(value, lines=True).text.strip("\n"), _asked_how(info))


def _date(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    ask = _asked_how(info)
    try:
        return read_date(
            value,
            context["today"],
            order=context.get("date_order", "dmy"),
            lean=ask.lean if ask else "near",
            words=context.get("dates", ENGLISH),
        )
    except UnreadableDate as error:
        raise PydanticCustomError(f"problem.{error.reason}", "not a date") from None


def _number(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    digits = value.strip().replace(" ", "")
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", digits):
        raise PydanticCustomError("problem.not_a_number", "not a whole number")
    number, ask = int(digits), _asked_how(info)
    if ask and ask.lowest is not None and ask.highest is not None and not ask.lowest <= number <= ask.highest:
        span: dict[str, Any] = {"lowest": str(ask.lowest), "highest": str(ask.highest)}
        raise PydanticCustomError("problem.out_of_range", "out of range", span)
    return number


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\s*([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?\s*(am|pm)?\s*", value.lower())
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        # "13 am" says two things at once and is no time.
        possible = not half or 1 <= hour <= 12
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if possible and hour < 24 and minute < 60:
            return time(hour, minute)
    raise PydanticCustomError("problem.not_a_time", "not a time")


def _money(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    ask = _asked_how(info)
    below_zero = ask is not None and ask.below_zero
    try:
        return read_money(text.clean(value).text, context.get("currency", USUAL_CURRENCY), below_zero=below_zero)
    except UnreadableMoney:
        raise PydanticCustomError("problem.not_money", "not an amount of money") from None


def _hours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return read_hours(text.clean(value).text)
    except ValueError:
        raise PydanticCustomError("problem.not_hours", "not a number of hours") from None


def read_hours(typed: str) -> Decimal:
    """The hours of a week that a person typed, to a hundredth: `16`, `37.5`, `37,5`, `37:30`.

    Raises ValueError for anything else, and unless they are above 0 and at most 168.
    """
    match = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,2})|:([0-5][0-9]))?", typed.strip())
    if match is None:
        raise ValueError("no number of hours")
    hours = Decimal(f"{match[1]}.{match[2] or 0}")
    if match[3]:
        hours = (Decimal(match[1]) + Decimal(match[3]) / 60).quantize(Decimal("0.01"))
    if not 0 < hours <= MOST_HOURS:
        raise ValueError("no hours, or more than a week has")
    return hours


def _rows(value: Any, info: ValidationInfo) -> Any:
    """The rows of a group from their raw text: a JSON list, each row as raw text per field."""
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    entry: type[RowEntry] = context["rows"][info.field_name]
    # A row that was begun and left empty is no row.
    raws = [raw for raw in raw_rows(value) if any(text.clean(said).text.strip() for said in raw.values())]
    if len(raws) > MOST_ROWS:
        raise PydanticCustomError("problem.too_many_rows", "too many rows", {"most": str(MOST_ROWS)})
    rows = []
    for place, raw in enumerate(raws):
        try:
            rows.append(
                read_entry(
                    entry,
                    raw,
                    today=context["today"],
                    date_order=context.get("date_order", "dmy"),
                    currency=context.get("currency", USUAL_CURRENCY),
                )
            )
        except BadEntry:
            # Which field it is stands in the row's own form, where it can be put right.
            raise PydanticCustomError("problem.in_row", "row not valid", {"row": str(place + 1)}) from None
    return tuple(rows)


def raw_rows(text: str) -> list[dict[str, str]]:
    """The rows of a group's raw text, each as raw text per field; none when it is no such text."""
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    rows = [row for row in found if isinstance(row, dict)]
    return [{name: said for name, said in row.items() if isinstance(said, str)} for row in rows]


def rows_raw(rows: Sequence[Mapping[str, str]]) -> str:
    """The raw text of a group that holds these rows; empty for none."""
    return json.dumps([dict(row) for row in rows], ensure_ascii=False) if rows else ""


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        if value in ("yes", "no"):
            return value == "yes"
        raise PydanticCustomError("problem.not_a_choice", "neither yes nor no")
    return value


def _several(value: Any) -> Any:
    return tuple(v for v in value.split("\n") if v) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_plain), Ask(Kind.TEXT, longest=LONGEST_TEXT)]
Notes = Annotated[str, BeforeValidator(_lines), Ask(Kind.NOTES, longest=LONGEST_NOTE)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), Ask(Kind.YES_NO)]
Day = Annotated[date, BeforeValidator(_date), Ask(Kind.DATE)]
PastDay = Annotated[date, BeforeValidator(_date), Ask(Kind.DATE, lean="past")]
FutureDay = Annotated[date, BeforeValidator(_date), Ask(Kind.DATE, lean="future")]
Time = Annotated[time, BeforeValidator(_time), Ask(Kind.TIME)]
Minutes = Annotated[int, BeforeValidator(_number), Ask(Kind.NUMBER, lowest=0, highest=24 * 60)]
Rating = Annotated[int, BeforeValidator(_number), Ask(Kind.NUMBER, lowest=0, highest=10)]
Percent = Annotated[int, BeforeValidator(_number), Ask(Kind.NUMBER, lowest=1, highest=100)]
Count = Annotated[int, BeforeValidator(_number), Ask(Kind.NUMBER, lowest=0, highest=9999)]
Amount = Annotated[Money, BeforeValidator(_money), Ask(Kind.MONEY)]
Difference = Annotated[Money, BeforeValidator(_money), Ask(Kind.MONEY, below_zero=True)]
"""An amount that may be less than nothing: what somebody has more or less than before."""
Hours = Annotated[Decimal, BeforeValidator(_hours), Ask(Kind.HOURS)]
"""Hours a week, above 0 and at most 168, to a hundredth."""
RowId = Annotated[UUID, Ask(Kind.HIDDEN)]

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
Choice = Annotated[ChoiceT, Ask(Kind.CHOICE)]
Choices = Annotated[tuple[ChoiceT, ...], BeforeValidator(_several), Ask(Kind.CHOICES)]

StaffRef = Annotated[UUID, Ask(Kind.REFERENCE, of="staff")]
ClinicalTeamRef = Annotated[UUID, Ask(Kind.REFERENCE, of="clinical_team")]
CareCoordinatorRef = Annotated[UUID, Ask(Kind.REFERENCE, of="care_coordinator")]
EmployerRef = Annotated[UUID, Ask(Kind.REFERENCE, of="employer")]
ParticipantRef = Annotated[UUID, Ask(Kind.REFERENCE, of="participant")]
GoalRef = Annotated[UUID, Ask(Kind.REFERENCE, of="goal")]
JobRef = Annotated[UUID, Ask(Kind.REFERENCE, of="job")]
ApplicationRef = Annotated[UUID, Ask(Kind.REFERENCE, of="application")]
EmployerRefs = Annotated[tuple[UUID, ...], BeforeValidator(_several), Ask(Kind.REFERENCES, of="employer")]


class Entry(BaseModel):
    """One form's worth of valid facts, the only thing casework accepts."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    form: ClassVar[str] = ""
    wording: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Label and hint of fields that are questions of a question set; all others have theirs in the word pack."""

    @model_validator(mode="after")
    def _needed_is_there(self) -> Self:
        for name, info in type(self).model_fields.items():
            needed = _mark(info, Needed)
            there = getattr(self, name) not in (None, "", ())
            if needed is not None and not there and _raw(getattr(self, needed.field)) in needed.values:
                raise broken(name, needed.message_id)
        return self


class RowEntry(Entry):
    """One row of a repeated group; it keeps the id of the record it came from, so that it stays itself."""

    id: RowId | None = None


EntryT = TypeVar("EntryT", bound=Entry)
RowT = TypeVar("RowT", bound=RowEntry)
Group = Annotated[tuple[RowT, ...], BeforeValidator(_rows), Ask(Kind.GROUP)]
"""Several rows of one entry: `steps: Group[StepEntry] = ()`."""
MarkT = TypeVar("MarkT")


def _metadata(info: FieldInfo) -> list[Any]:
    """The field's metadata, found also inside an optional type."""
    found = list(info.metadata)
    pending = [info.annotation]
    while pending:
        annotation = pending.pop()
        if get_origin(annotation) is Annotated:
            inner, *more = get_args(annotation)
            found += more
            pending.append(inner)
        elif get_origin(annotation) is not None:
            pending += [a for a in get_args(annotation) if a is not type(None)]
    return found


def _mark(info: FieldInfo, kind: type[MarkT]) -> MarkT | None:
    """What a mark of that kind says of the field, if it has one."""
    return next((m for m in _metadata(info) if isinstance(m, kind)), None)


def _enum_in(annotation: Any) -> type[StrEnum] | None:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    for inner in get_args(annotation):
        if (found := _enum_in(inner)) is not None:
            return found
    return None


def _rows_in(annotation: Any) -> type[RowEntry] | None:
    if isinstance(annotation, type) and issubclass(annotation, RowEntry):
        return annotation
    for inner in get_args(annotation):
        if (found := _rows_in(inner)) is not None:
            return found
    return None


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _ask(name: str, info: FieldInfo) -> Ask:
    if (ask := _mark(info, Ask)) is None:
        raise TypeError(f"the field {name} does not say how it is asked")
    return ask


def fields_of(entry: type[Entry]) -> tuple[FieldSpec, ...]:
    """The fields of an entry in the order they are asked.

    Raises TypeError when a field does not say how it is asked.
    """
    specs = []
    states = {mark.field: name for name, info in entry.model_fields.items() if (mark := _mark(info, StateOf))}
    questions = {state: question for question, state in states.items()}
    for name, info in entry.model_fields.items():
        ask = _ask(name, info)
        label, hint = entry.wording.get(name, ("", ""))
        choices = _enum_in(info.annotation)
        left_out = _mark(info, NotOffered)
        only = _mark(info, Only)
        if name in questions and only is None:
            # What is not asked has no reason for not being answered either.
            only = _mark(entry.model_fields[questions[name]], Only)
        specs.append(
            FieldSpec(
                name=name,
                kind=ask.kind,
                required=info.is_required(),
                label_id=f"form.{entry.form}.{name}.label",
                hint_id=f"form.{entry.form}.{name}.hint",
                choices=tuple(c for c in choices or () if left_out is None or c not in left_out.values),
                choice_id=_snake(choices.__name__) if choices else "",
                of=ask.of,
                lean=ask.lean,
                longest=ask.longest,
                below_zero=ask.below_zero,
                only=only,
                needed=_mark(info, Needed),
                shareable=_mark(info, Shareable) is not None,
                rows=_rows_in(info.annotation) if ask.kind is Kind.GROUP else None,
                state=states.get(name, ""),
                state_of=questions.get(name, ""),
                label=label,
                hint=hint,
            )
        )
    return tuple(specs)


_BUILT_IN = {
    "missing": "problem.missing",
    "enum": "problem.not_a_choice",
    "uuid_parsing": "problem.not_a_choice",
    "uuid_type": "problem.not_a_choice",
}


def read_entry(
    entry: type[EntryT],
    raw: Mapping[str, str],
    *,
    today: date,
    date_order: Literal["dmy", "mdy", "ymd"] = "dmy",
    currency: str = USUAL_CURRENCY,
    dates: DateWords = ENGLISH,
) -> EntryT:
    """The valid entry that this raw text (one string per field, empty = not answered) says.

    Raises BadEntry with every problem found, in the order of the fields; nothing typed stands in it.
    """
    specs = fields_of(entry)
    asks = {name: _ask(name, info) for name, info in entry.model_fields.items()}
    # What holds nothing but spaces and hidden characters is not answered.
    given = {name: said for name, said in asked_values(specs, raw).items() if text.clean(said).text.strip()}
    for spec in specs:
        if spec.state_of in given:
            # A question that is answered needs no reason why it is not.
            given.pop(spec.name, None)
    rows = {spec.name: spec.rows for spec in specs if spec.rows is not None}
    context = {
        "today": today,
        "date_order": date_order,
        "currency": currency,
        "dates": dates,
        "asks": asks,
        "rows": rows,
    }
    problems: list[Problem] = []
    try:
        return entry.model_validate(given, context=context)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            kind, values = item["type"], dict(item.get("ctx", {}))
            where = values.pop("field", None) or (item["loc"][0] if item["loc"] else None)
            message_id = _BUILT_IN.get(kind, kind if kind.startswith("problem.") else "problem.not_valid")
            said = tuple((k, str(v)) for k, v in values.items()) if kind.startswith("problem.") else ()
            problems.append(Problem(None if where is None else str(where), message_id, said))
    known = {problem.field for problem in problems}
    # Rules over several fields are asked when each field is right; what is missing is said with the rest.
    problems += [
        Problem(spec.name, spec.needed.message_id)
        for spec in specs
        if spec.needed is not None and spec.name not in known and spec.name not in given and is_needed(spec, given)
    ]
    order = {spec.name: place for place, spec in enumerate(specs)}
    problems.sort(key=lambda p: order.get(p.field or "", len(order)))
    raise BadEntry(tuple(problems))


def is_asked(spec: FieldSpec, raw: Mapping[str, str]) -> bool:
    """Whether the field is asked, given what stands in the others."""
    return spec.only is None or raw.get(spec.only.field, "") in spec.only.values


def is_needed(spec: FieldSpec, raw: Mapping[str, str]) -> bool:
    """Whether the field must be filled in, given what stands in the others."""
    if spec.needed is None:
        return spec.required
    return raw.get(spec.needed.field, "") in spec.needed.values


def asked_values(specs: Sequence[FieldSpec], raw: Mapping[str, str]) -> dict[str, str]:
    """The raw text of every field that is asked, in their order; "" where nothing is said.

    A field that is not asked decides nothing: what still stands in it does not bring up others.
    """
    asked: dict[str, str] = {}
    for spec in specs:
        if is_asked(spec, asked):
            asked[spec.name] = raw.get(spec.name, "")
    return asked


def raw_values(entry: Entry) -> dict[str, str]:
    """The raw text of each answered field, as `read_entry` reads it back to an equal entry."""
    return {name: _raw(value) for name, value in entry if value is not None and value != ()}


def _raw(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and value and isinstance(value[0], RowEntry):
        return rows_raw([raw_values(row) for row in value])
    if isinstance(value, tuple):
        return "\n".join(_raw(v) for v in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (date, time)):
        return value.isoformat() if isinstance(value, date) else value.strftime("%H:%M")
    return str(value)
