"""What an entry is made of: one pydantic model per form, read from raw text, drawn by the form kit.

An entry states each field once: its type, choices and limits, whether it must be there, and by its name the
ids of its label and hint (``form.<form>.<field>.label`` and ``.hint`` in the word pack). Screens draw it from
`fields_of`, keep what is typed as raw text per field, and hand that to `read_entry`; casework only ever sees
the valid object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ips_tui import text
from ips_tui.date_words import ENGLISH, DateWords
from ips_tui.domain.distance import MILES, Distance
from ips_tui.domain.money import USUAL_CURRENCY, Money
from ips_tui.forms import typed
from ips_tui.forms.asking import (
    LONGEST_NOTE,
    LONGEST_TEXT,
    MOST_ROWS,
    Ask,
    BadEntry,
    FieldSpec,
    Fixed,
    Given,
    Kind,
    Needed,
    NotOffered,
    Only,
    Problem,
    Shareable,
    StateOf,
    broken,
)

Text = Annotated[str, BeforeValidator(typed.plain), Ask(Kind.TEXT, longest=LONGEST_TEXT)]
Notes = Annotated[str, BeforeValidator(typed.lines_of), Ask(Kind.NOTES, longest=LONGEST_NOTE)]
YesNo = Annotated[bool, BeforeValidator(typed.yes_no), Ask(Kind.YES_NO)]
Day = Annotated[date, BeforeValidator(typed.day), Ask(Kind.DATE)]
PastDay = Annotated[date, BeforeValidator(typed.day), Ask(Kind.DATE, lean="past")]
FutureDay = Annotated[date, BeforeValidator(typed.day), Ask(Kind.DATE, lean="future")]
Time = Annotated[time, BeforeValidator(typed.time_of_day), Ask(Kind.TIME)]
Minutes = Annotated[int, BeforeValidator(typed.number), Ask(Kind.NUMBER, lowest=0, highest=24 * 60)]
Rating = Annotated[int, BeforeValidator(typed.number), Ask(Kind.NUMBER, lowest=0, highest=10)]
Percent = Annotated[int, BeforeValidator(typed.number), Ask(Kind.NUMBER, lowest=1, highest=100)]
Count = Annotated[int, BeforeValidator(typed.number), Ask(Kind.NUMBER, lowest=0, highest=9999)]
Amount = Annotated[Money, BeforeValidator(typed.money), Ask(Kind.MONEY)]
Difference = Annotated[Money, BeforeValidator(typed.money), Ask(Kind.MONEY, below_zero=True)]
"""An amount that may be less than nothing: what somebody has more or less than before."""
Hours = Annotated[Decimal, BeforeValidator(typed.hours), Ask(Kind.HOURS)]
"""Hours a week, above 0 and at most 168, to a hundredth."""
Way = Annotated[Distance, BeforeValidator(typed.distance), Ask(Kind.DISTANCE)]
"""A way travelled, in miles or kilometres, to a tenth."""
RowId = Annotated[UUID, Ask(Kind.HIDDEN)]

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
Choice = Annotated[ChoiceT, Ask(Kind.CHOICE)]
Choices = Annotated[tuple[ChoiceT, ...], BeforeValidator(typed.several), Ask(Kind.CHOICES)]

StaffRef = Annotated[UUID, Ask(Kind.REFERENCE, of="staff")]
ClinicalTeamRef = Annotated[UUID, Ask(Kind.REFERENCE, of="clinical_team")]
CareCoordinatorRef = Annotated[UUID, Ask(Kind.REFERENCE, of="care_coordinator")]
EmployerRef = Annotated[UUID, Ask(Kind.REFERENCE, of="employer")]
ParticipantRef = Annotated[UUID, Ask(Kind.REFERENCE, of="participant")]
OwnProgrammeRef = Annotated[UUID, Ask(Kind.REFERENCE, of="programme")]
EthnicityGroupRef = Annotated[UUID, Ask(Kind.REFERENCE, of="ethnicity_group")]
GoalRef = Annotated[UUID, Ask(Kind.REFERENCE, of="goal")]
JobRef = Annotated[UUID, Ask(Kind.REFERENCE, of="job")]
ApplicationRef = Annotated[UUID, Ask(Kind.REFERENCE, of="application")]
CvRef = Annotated[UUID, Ask(Kind.REFERENCE, of="cv")]
OutreachRef = Annotated[UUID, Ask(Kind.REFERENCE, of="outreach")]
ResourceRef = Annotated[UUID, Ask(Kind.REFERENCE, of="resource")]
LeadRef = Annotated[UUID, Ask(Kind.REFERENCE, of="lead")]
ParticipantRefs = Annotated[tuple[UUID, ...], BeforeValidator(typed.several), Ask(Kind.REFERENCES, of="participant")]
StaffRefs = Annotated[tuple[UUID, ...], BeforeValidator(typed.several), Ask(Kind.REFERENCES, of="staff")]
EmployerRefs = Annotated[tuple[UUID, ...], BeforeValidator(typed.several), Ask(Kind.REFERENCES, of="employer")]


class Entry(BaseModel):
    """One form's worth of valid facts, the only thing casework accepts."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)
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


def _rows(value: Any, info: ValidationInfo) -> Any:
    """The rows of a group from their raw text: a JSON list, each row as raw text per field."""
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    entry: type[RowEntry] = context["rows"][info.field_name]
    # A row that was begun and left empty is no row.
    raws = [raw for raw in typed.raw_rows(value) if any(text.clean(said).text.strip() for said in raw.values())]
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
                    distance=context.get("distance", MILES),
                    dates=context.get("dates", ENGLISH),
                )
            )
        except BadEntry:
            # Which field it is stands in the row's own form, where it can be put right.
            raise PydanticCustomError("problem.in_row", "row not valid", {"row": str(place + 1)}) from None
    return tuple(rows)


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


@lru_cache(maxsize=256)
def fields_of(entry: type[Entry]) -> tuple[FieldSpec, ...]:
    """The fields of an entry in the order they are asked; kept, since a form asks for them at every field left.

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
                fixed=_mark(info, Fixed) is not None,
                given=_mark(info, Given) is not None,
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
    distance: str = MILES,
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
        "distance": distance,
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
        return typed.rows_raw([raw_values(row) for row in value])
    if isinstance(value, tuple):
        return "\n".join(_raw(v) for v in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (date, time)):
        return value.isoformat() if isinstance(value, date) else value.strftime("%H:%M")
    return str(value)
