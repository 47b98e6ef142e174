"""No word is missing, none is left over, and every one fits where it stands; in every pack."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any, cast, get_args
from uuid import UUID

import pytest

import ips_tui.casework
import ips_tui.domain
import ips_tui.forms
import ips_tui.records
import screens
from ips_tui.casework import history, undo
from ips_tui.casework.later_timeline import LATER
from ips_tui.casework.references import KINDS
from ips_tui.casework.session import Desk
from ips_tui.casework.wording import reason
from ips_tui.content.questions import load_questions
from ips_tui.content.words import DEFAULT_PACK, Words, about_pack, load_words
from ips_tui.dates import Reason, read_date
from ips_tui.domain import disclosure
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement, Decision, InWorkContact, Scope
from ips_tui.domain.due import Cost, Due, DueKind, FlagKind
from ips_tui.domain.employers import EmployerMode, MadeBy, Purpose
from ips_tui.domain.facts import (
    AppointmentFacts,
    CaseFacts,
    ContactFacts,
    EmployerContactFacts,
    EmployerFacts,
    EmployerVisitFacts,
    HeldFacts,
    JobFacts,
    PlanFacts,
    ReviewFacts,
    StaffFacts,
    StepFacts,
    TalkFacts,
    TermsChangeFacts,
)
from ips_tui.domain.four_weeks import Reading
from ips_tui.domain.jobs import MILESTONE_WEEKS
from ips_tui.domain.obligations import CLOCK_REASONS, owed_by_case, owed_by_employer, owed_by_staff
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.smart import Advice, Part
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import SupportRhythm
from ips_tui.domain.word_packs import WordPack
from ips_tui.forms import kit
from ips_tui.forms.action_plan import ObjectiveEntry
from ips_tui.forms.asking import BadEntry, FieldSpec, Kind, Problem
from ips_tui.forms.kit import Entry, fields_of, read_entry
from ips_tui.forms.people import ReferralEntry
from ips_tui.forms.profile import section_entry
from ips_tui.forms.typed import rows_raw
from ips_tui.records.base import Record
from ips_tui.records.base import Word as WordColumn
from ips_tui.records.base import Words as WordsColumn
from ips_tui.store import undoing
from ips_tui.store.problems import StoreProblem
from ips_tui.store.salvage_mending import LOST_ACTION
from ips_tui.store.searched import searched_tables

CODE = Path(ips_tui.casework.__file__).parents[1]
SCREENS = Path(screens.__file__).parent
FORM_KIT = SCREENS / "widgets" / "form"
DAY = date(2026, 10, 15)

AVOIDED = (
    r"\b[Pp]atients?\b",
    r"(?i)\bjob[- ]ready\b",
    r"(?i)\bnon-?complian",
    r"(?i)\bfailed\b",
    r"\bDNA\b",
    r"(?i)\bno[- ]shows?\b",
    r"(?i)\bmental(ly)? ill",
)


AVOIDED_IN_NORWEGIAN = (
    r"(?i)\bpasient",
    r"(?i)\bjobbklar",
    r"(?i)\bmislyk",
    r"(?i)\bikke[- ]møtt\b",
    r"(?i)\bpsykisk syk",
    r"(?i)\bulydig",
)


FIGURES = ("ips_tui.domain.outcomes.", "ips_tui.domain.fidelity.", "ips_tui.domain.principles")
"""Where what figures say has words of its own, which test_measures.py and test_fidelity_words.py look at."""
LEFT_OUT = {"contact_kind": {"review", "information_session"}}
"""Answers that have a form of their own."""
LEFT_OUT_OF = {"plan_agreement.agreed": {"not_agreed"}}
"""Answers that one form does not offer."""


# What the code asks for


PACK: list[str] = [DEFAULT_PACK]
"""The pack that is looked at, every one in its turn."""


@pytest.fixture(autouse=True, params=list(WordPack))
def pack(request: pytest.FixtureRequest) -> Iterator[str]:
    PACK[:] = [request.param]
    yield request.param
    PACK[:] = [DEFAULT_PACK]


def in_english() -> None:
    """What follows looks at the very words, of one pack."""
    if PACK != [DEFAULT_PACK]:
        pytest.skip("said in the words of another pack")


@cache
def _loaded(pack: str) -> Words:
    return load_words(pack)


def words() -> Words:
    return _loaded(PACK[0])


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _below(kind: type) -> Iterator[type]:
    inner: type
    for inner in kind.__subclasses__():
        yield inner
        yield from _below(inner)


@cache
def _entries() -> list[type[Entry]]:
    """Every form of the product, and every section of the profile with its open questions."""
    inside = f"{ips_tui.forms.__name__}."
    for _ in _modules(ips_tui.forms):
        pass
    # A form that is both a row and the form of that row alone is below two kinds, and is one form.
    below = dict.fromkeys(_below(Entry))
    kept = [kind for kind in below if kind.__module__.startswith(inside) and kind.__module__ != kit.__name__]
    return [*kept, *(section_entry(section) for section in load_questions().sections)]


def _drawn(entry: type[Entry]) -> list[FieldSpec]:
    """The fields that a person sees, and whose words stand in the pack."""
    return [spec for spec in fields_of(entry) if not spec.hidden and not spec.label]


@cache
def _choices() -> dict[str, type[StrEnum]]:
    """Every list of choices of the domain by its id; kinds of lines, advice and figures have words of their own."""
    found: dict[str, type[StrEnum]] = {}
    for module in _modules(ips_tui.domain):
        if module.__name__.startswith(FIGURES):
            continue
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == module.__name__:
                if one in (Cost, DueKind, FlagKind, Advice, Part):
                    continue
                name = history.choice_id(one.__name__)
                assert name not in found, f"two lists of choices are called {name}"
                found[name] = one
    return found


@cache
def _nodes_below(folder: Path) -> Sequence[ast.AST]:
    paths = sorted(folder.rglob("*.py"))
    assert paths, folder
    return [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def _nodes(*folders: Path) -> Iterator[ast.AST]:
    for folder in folders:
        yield from _nodes_below(folder)


def _trees(*folders: Path) -> Iterator[ast.Module]:
    """The modules below these folders."""
    return (node for node in _nodes(*folders) if isinstance(node, ast.Module))


@cache
def _strings(*folders: Path) -> frozenset[str]:
    return frozenset(n.value for n in _nodes(*folders) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _constants(node: ast.AST | None, names: Mapping[str, ast.AST] = MappingProxyType({})) -> set[str]:
    """The strings an expression may be: itself, either side of an `if`, or what `names` says of a name."""
    if isinstance(node, ast.Name):
        return _constants(names.get(node.id))
    if isinstance(node, ast.IfExp):
        return _constants(node.body) | _constants(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    return set()


def _assigned(scope: ast.AST) -> dict[str, ast.AST]:
    """What the names of a module or function are set to."""
    found: dict[str, ast.AST] = {}
    for node in ast.walk(scope):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            found |= {name.id: value for name, value in pairs if isinstance(name, ast.Name)}
    return found


def _functions(*folders: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in _nodes(*folders) if isinstance(node, ast.FunctionDef))


@cache
def _first(*folders: Path, function: str, place: int = 0, keyword: str = "") -> frozenset[str]:
    """The strings that stand at one place of the calls of a function, also by a name of the function around."""
    found: set[str] = set()
    scopes = [(tree, dict[str, ast.AST]()) for tree in _trees(*folders)]
    scopes += [(around, _assigned(around)) for around in _functions(*folders)]
    for scope, names in scopes:
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and _called(node) == function:
                given = node.args[place] if len(node.args) > place else None
                named = next((k.value for k in node.keywords if k.arg == keyword), None)
                found |= _constants(given, names) | _constants(named, names)
    return frozenset(found)


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[^.]+" for p in node.values)


def _ids(start: str) -> set[str]:
    return {i.removeprefix(start) for i in words().texts if i.startswith(start)}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _missing(wanted: set[str]) -> set[str]:
    return {i for i in wanted if not words().texts.get(i, "").strip()}


def _too_long(longest: int, *, start: str = "", end: str = "") -> dict[str, int]:
    texts = words().texts
    return {
        i: len(text) for i, text in texts.items() if i.startswith(start) and i.endswith(end) and len(text) > longest
    }


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield from [prefix + key] if isinstance(value, str) else _flat(value, f"{prefix}{key}.")


# Forms


@cache
def _form_ids() -> set[str]:
    wanted: set[str] = set()
    for entry in _entries():
        wanted |= {f"form.{entry.form}.title", f"form.{entry.form}.about"}
        for spec in _drawn(entry):
            wanted |= {spec.label_id, spec.hint_id}
    return wanted


def _added_in_place() -> set[str]:
    """What a reference that misses it can add on a small form of its own."""
    found: set[str] = set()
    for function in _functions(SCREENS / "entries"):
        if function.name == "adding":
            for node in ast.walk(function):
                for key in node.keys if isinstance(node, ast.Dict) else ():
                    found |= _constants(key)
    of = {spec.of for entry in _entries() for spec in fields_of(entry) if spec.of}
    assert of <= set(KINDS)
    assert found and found < set(KINDS)
    return found


def _kit_ids() -> set[str]:
    """What the form kit says on every form."""
    plain = {s for s in _strings(FORM_KIT) if re.fullmatch(r"form(\.[a-z_]+)+", s)}
    # Ids of keys have their words elsewhere.
    plain = {s for s in plain if f"key.{s}.name" not in words().texts}
    leaving = {f"form.leave.{answer}" for answer in ("keep", "save", "throw", "stay")}
    adding = {f"form.add.{kind}{end}" for kind in _added_in_place() for end in ("", ".plain")}
    how = {f"form.help.{kind}" for kind in (*(set(Kind) - {Kind.HIDDEN}), "choice_list", "choices_list")}
    return plain | leaving | adding | how


def test_every_entry_has_a_form_of_its_own_with_words() -> None:
    # A correction asks for a part of a form, a section of the profile for another part: they share its name.
    forms = [vars(entry)["form"] for entry in _entries() if "form" in vars(entry)]
    assert len(forms) > 45
    assert all(entry.form for entry in _entries())
    assert len(set(forms)) == len(forms)
    assert not _missing(_form_ids())


def test_the_form_kit_finds_its_words() -> None:
    wanted = _kit_ids()
    assert "form.needed_sign" in wanted
    may_be_empty = {"form.help.text"}
    assert not _missing(wanted - may_be_empty)
    assert may_be_empty <= words().texts.keys()


def test_no_form_word_is_left_over() -> None:
    asked = _form_ids() | _kit_ids()
    asked |= {s for s in _strings(CODE, SCREENS) if s.startswith("form.")}
    assert {f"form.{i}" for i in _ids("form.")} == asked & words().texts.keys()


def test_labels_fit_a_column_and_hints_a_line() -> None:
    assert not _too_long(24, start="form.", end=".label")
    assert not _too_long(74, start="form.", end=".hint")
    assert not _too_long(76, start="form.", end=".about")
    assert not _too_long(36, start="form.", end=".title")
    for entry in _entries():
        for spec in _drawn(entry):
            label, hint = words()(spec.label_id), words()(spec.hint_id)
            assert label.lower().rstrip(".") != hint.lower().rstrip("."), spec.hint_id


def test_labels_of_one_form_differ() -> None:
    for entry in _entries():
        labels = [spec.label or words()(spec.label_id) for spec in fields_of(entry) if not spec.hidden]
        assert len(set(labels)) == len(labels), entry.form


# Choices


def test_every_choice_has_a_label_and_no_label_is_left_over() -> None:
    wanted = {f"{name}.{value}" for name, kind in _choices().items() for value in kind}
    assert wanted == _ids("choice.")
    assert not _missing({f"choice.{i}" for i in wanted})
    assert not _too_long(36, start="choice.")


def test_forms_and_history_ask_for_those_choices() -> None:
    known = _choices()
    for entry in _entries():
        for spec in fields_of(entry):
            if spec.choices:
                left_out = LEFT_OUT_OF.get(f"{entry.form}.{spec.name}", LEFT_OUT.get(spec.choice_id, set()))
                assert set(spec.choices) == set(known[spec.choice_id]) - left_out, spec.name
    for record in _records():
        for column in record.__table__.columns:
            # What is due is called in the history as it is everywhere.
            if isinstance(column.type, (WordColumn, WordsColumn)) and column.type.choices is not DueKind:
                assert known[history.choice_id(column.type.choices.__name__)] is column.type.choices


def test_labels_of_one_list_of_choices_differ() -> None:
    for name, kind in _choices().items():
        assert len({words().choice(name, value) for value in kind}) == len(kind), name


def test_a_missed_meeting_is_said_kindly() -> None:
    in_english()
    assert words().choice("result", Result.NO_SHOW) == "did not come"


# What is wrong


def test_every_problem_has_a_sentence_and_none_is_left_over() -> None:
    wanted = {s for s in _strings(CODE, SCREENS) if re.fullmatch(r"problem\.[a-z_]+", s)}
    wanted |= {f"problem.{why}" for why in Reason.__args__}  # type: ignore[attr-defined]
    assert {f"problem.{i}" for i in _ids("problem.")} == wanted
    assert not _missing(wanted)
    assert not _too_long(110, start="problem.")


def _rows_problem(count: int) -> Problem:
    """What is wrong with so many rows that are not complete."""
    with pytest.raises(BadEntry) as caught:
        read_entry(ObjectiveEntry, {"steps": rows_raw([{"result": "?"}] * count)}, today=DAY)
    return next(p for p in caught.value.problems if p.field == "steps")


def test_problems_with_figures_say_them() -> None:
    raw = {"name": "n" * 201, "travel_minutes": "1441", "received_on": "31/2/2026"}
    with pytest.raises(BadEntry) as caught:
        read_entry(ReferralEntry, raw, today=DAY)
    said = {p.field: words()(p.message_id, **dict(p.values)) for p in caught.value.problems}
    assert "201" in said["name"]
    assert "200" in said["name"]
    assert "1440" in said["travel_minutes"]
    assert said["received_on"] == words()("problem.no_such_day")
    problems = [*caught.value.problems, *(_rows_problem(count) for count in (1, kit.MOST_ROWS + 1))]
    taken = {p.message_id: {name for name, _ in p.values} for p in problems}
    for i in _ids("problem."):
        assert _fields(words()(f"problem.{i}")) <= taken.get(f"problem.{i}", set()), i


def test_the_example_date_of_the_sentence_is_one() -> None:
    said = re.split("like |slik: ", words()("problem.not_a_date"))[1].rstrip(".")
    examples = re.split(", | or | eller ", said)
    assert len(examples) >= 4
    for example in (*examples, *words()("form.help.date").split(", ")):
        read_date(example, DAY, order=about_pack(words().pack).date_order, words=words().dates)


@cache
def _answers_of_the_gate() -> frozenset[str]:
    agreed = [
        disclosure.Agreement(UUID(int=1), DAY - timedelta(days=off), decision, scope, frozenset(), at_work, until, back)
        for off in (0, -1)
        for decision in disclosure.Decision
        for scope in disclosure.Scope
        for at_work in disclosure.InWorkContact
        for until in (None, DAY - timedelta(days=1))
        for back in (None, DAY)
    ]
    answers = frozenset(
        disclosure.employer_contact_gate(
            made, on=DAY, employer=UUID(int=2), purpose=purpose, participant_present=False
        ).why
        for made in [[], *([one] for one in agreed)]
        for purpose in (Purpose.IN_WORK_SUPPORT, Purpose.FOLLOW_UP)
    )
    return answers | _first(CODE, function="GateAnswer", place=1, keyword="why")


def test_every_answer_of_the_gate_has_a_sentence() -> None:
    answers = _answers_of_the_gate()
    assert {"general", "own_visit", "none_yet"} <= answers
    assert answers == _ids("gate.")
    assert not _too_long(90, start="gate.")


def test_every_trouble_with_the_store_is_told() -> None:
    wanted = {StoreProblem.message_id} | {cast(type[StoreProblem], k).message_id for k in _below(StoreProblem)}
    assert len(wanted) > 9
    assert {f"store.{i}" for i in _ids("store.")} == wanted
    assert not _too_long(120, start="store.")
    for i in wanted:
        # Two things are said: what is wrong, and what to do.
        assert len(re.findall(r"[.?:](?: |$)|, (?:run|kjør):", words()(i))) >= 2, i


# Columns


COLUMNS = (
    ("check.", "", 21),
    ("participant.head.", "", 10),
    ("employers.label.", "", 10),
    ("history.before", "", 7),
    ("history.after", "", 7),
    ("key.", ".name", 22),
    ("settings.kind.", "", 22),
    ("settings.rhythm.", ".name", 22),
    ("settings.here.", ".name", 22),
)
"""Where a text has a column to itself, how an id begins and ends and the most characters."""


@pytest.mark.parametrize(("start", "end", "longest"), COLUMNS)
def test_what_stands_in_a_column_leaves_room_before_the_next(start: str, end: str, longest: int) -> None:
    assert any(i.startswith(start) and i.endswith(end) for i in words().texts)
    assert not _too_long(longest, start=start, end=end)


# One case


def test_stages_have_names_and_aims() -> None:
    wanted = {f"{stage:d}.{part}" for stage in Stage for part in ("name", "short", "aim")}
    assert _ids("stage.") == wanted
    assert not _too_long(11, start="stage.", end=".short")
    assert not _too_long(76, start="stage.", end=".aim")


def test_kinds_of_lines_and_flags_have_short_names() -> None:
    assert _ids("kind.") == {*DueKind, *AppointmentFor}
    assert _ids("flag.") == set(FlagKind)
    assert _ids("today.cost.") == set(Cost)
    assert not _too_long(22, start="kind.")
    assert not _too_long(22, start="flag.")


@cache
def _every_due() -> Sequence[Due]:
    """One line for each reason that the rules can give, made by the rules themselves."""
    seen = ContactFacts(UUID(int=3), DAY, Mode.FACE_TO_FACE, Result.TOOK_PLACE, Stage.ENGAGEMENT)
    base: dict[str, Any] = {
        "participant": UUID(int=1),
        "accepted_on": DAY,
        "stage": Stage.ENGAGEMENT,
        "stage_entered_on": DAY,
        "stage_source": UUID(int=2),
        "referral": UUID(int=4),
    }
    planned = tuple(
        AppointmentFacts(UUID(int=10 + n), DAY, purpose, AppointmentState.PLANNED)
        for n, purpose in enumerate(AppointmentFor)
    )
    job = JobFacts(
        UUID(int=30),
        accepted_on=DAY,
        start_on=DAY + timedelta(days=14),
        confirmed=False,
        plan_agreed=False,
        changes=(TermsChangeFacts(UUID(int=31), DAY + timedelta(days=60)),),
        name="Kitchen porter",
    )
    met = replace(seen, id=UUID(int=32), on=job.start_on + timedelta(days=3))
    again = (met.on, met.on + timedelta(days=9))
    firm = UUID(int=50)
    checked = replace(job, employer=firm, employer_rhythm=SupportRhythm.WEEKLY)
    agreed = Agreement(UUID(int=51), DAY, Decision.FULL, Scope.ALL, frozenset(), InWorkContact.YES)
    asked = EmployerContactFacts(UUID(int=52), job.start_on, EmployerMode.TELEPHONE, MadeBy.SPECIALIST, firm)
    plan = PlanFacts(UUID(int=40), DAY, agreed=True, review_on=None)
    looked_at = ReviewFacts(UUID(int=41), DAY + timedelta(days=28), None, plan.id)
    cases = (
        CaseFacts(**base, profile_begun_on=DAY, contacts=(seen,)),
        CaseFacts(**base, plans=(plan,), steps=(StepFacts(UUID(int=42), DAY, "Ring the college"),)),
        CaseFacts(**base, plans=(plan,), reviews=(looked_at,)),
        CaseFacts(**base, jobs=(job,)),
        CaseFacts(**base, jobs=(job,), contacts=(met,)),
        CaseFacts(**base, jobs=(replace(job, next_set=again),), contacts=(met,)),
        CaseFacts(**base, jobs=(checked,), agreements=(agreed,)),
        CaseFacts(**base, jobs=(checked,), agreements=(agreed,), employer_contacts=(asked,)),
        CaseFacts(**base, appointments=planned),
        CaseFacts(**base, contacts=(seen,), talks=(TalkFacts(UUID(int=5), DAY, None),)),
        CaseFacts(**base, contacts=(seen,), reviews=(ReviewFacts(UUID(int=6), DAY, DAY + timedelta(days=7)),)),
    )
    visit = EmployerVisitFacts(UUID(int=8), DAY, DAY + timedelta(days=7))
    lines = [due for facts in cases for due in owed_by_case(facts, Rhythms()).due]
    lines += [due for one in Reading for due in owed_by_case(cases[0], Rhythms(reading=one)).due]
    last = HeldFacts(UUID(int=9), DAY, None)
    lines += owed_by_staff(StaffFacts(UUID(int=60), None, last, last, last), Rhythms()).due
    return lines + list(owed_by_employer(EmployerFacts(UUID(int=7), (visit,)), Rhythms()).due)


@cache
def _reasons_in_the_code() -> frozenset[str]:
    families = {
        "appointment_[^.]+": {f"appointment_{purpose}" for purpose in AppointmentFor},
        "milestone_[^.]+": {f"milestone_{weeks}" for weeks in MILESTONE_WEEKS},
    }
    found = _first(CODE / "domain", function="Due", place=4, keyword="reason")
    for function in _functions(CODE / "domain"):
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _called(node) == "Due":
                if isinstance(node.args[4], ast.JoinedStr):
                    found |= families.pop(_pattern(node.args[4]))
                elif isinstance(node.args[4], ast.Subscript):
                    assert ast.unparse(node.args[4].value) == "CLOCK_REASONS"
                    found |= set(CLOCK_REASONS.values())
                elif isinstance(node.args[4], ast.Attribute):
                    assert ast.unparse(node.args[4]) == "kind.value"
                    found |= _kinds_of(function)
    assert not families
    return found


def _kinds_of(rule: ast.FunctionDef) -> set[str]:
    """The kinds that a rule names itself, or is called with."""
    calls = [node for node in _nodes(CODE / "domain") if _called(node) == rule.name]
    named = (node for scope in (rule, *calls) for node in ast.walk(scope) if isinstance(node, ast.Attribute))
    return {DueKind[node.attr].value for node in named if getattr(node.value, "id", "") == "DueKind"}


def test_the_lines_looked_at_here_are_all_that_rules_can_give() -> None:
    given = {due.reason for due in _every_due()}
    assert given == _reasons_in_the_code()
    assert _ids("reason.") == given | {"search_clock_past"}


def test_every_reason_is_a_sentence_on_every_day_it_is_listed() -> None:
    for due in _every_due():
        listed = (due.due_on + timedelta(days=400) - due.opens_on).days + 1
        for as_of in (due.opens_on + timedelta(days=n) for n in range(listed)):
            said = reason(words(), due.reason, due.dates, as_of, about=due.about)
            assert not said.startswith("reason."), due.reason
            assert not set("{}") & set(said), said
            assert due.about in said
            assert not re.search(r"(?<!\d)1 (days|weeks)\b|-\d", said), said
            # What a person typed may run on; what the program says of it is read to its end.
            assert len(said) - len(due.about) <= 82, said


def test_the_clock_says_the_fidelity_figure_once_it_is_past() -> None:
    seen = (("first_seen", DAY),)
    mark = DAY + timedelta(days=Rhythms().fidelity_days)
    assert re.match(r"(Day|Dag) 30:", reason(words(), "search_clock", seen, mark))
    past = reason(words(), "search_clock", seen, mark + timedelta(days=38))
    assert re.match(r"Day 68, 38 past 30:|Dag 68, 38 over 30:", past)
    later = reason(words(), "search_clock", seen, mark + timedelta(days=38), Rhythms(fidelity_days=60))
    assert re.match(r"Day 68, 8 past 60:|Dag 68, 8 over 60:", later)


def test_everything_done_has_words_and_no_word_is_left_over() -> None:
    done = _first(CODE, function="writing")
    assert len(done) > 20
    assert done | _done_on_plain_forms() | {LOST_ACTION} == _ids("did.")


@cache
def _done_on_plain_forms() -> frozenset[str]:
    """What is recorded and changed through `Plain`, which makes its words from one."""
    found: set[str] = set()
    for tree in _trees(CODE / "casework"):
        made = {name: value for name, value in _assigned(tree).items() if _called(value) == "Plain"}
        for node in ast.walk(tree):
            form = made.get(getattr(node.value, "id", "")) if isinstance(node, ast.Attribute) else None
            if isinstance(form, ast.Call) and node.attr in ("record", "change"):
                (did,) = _constants(form.args[2])
                found.add(f"{did}_{'recorded' if node.attr == 'record' else 'changed'}")
    assert {"research_recorded", "research_changed"} <= found
    return frozenset(found)


def test_every_reason_why_something_is_not_undone_is_said_and_none_is_left_over() -> None:
    wanted = _first(CODE / "casework", function="NotUndone") | set(undo.NEVER.values()) | {undo.SIGNED}
    wanted |= {why for ways in undo.OWN_WAY.values() for why in ways}
    for why in get_args(undoing.Why):
        # One that a later action is the reason of has another sentence where the journal does not know it.
        assert {f"undo.not.{why}", f"undo.not.{why}_since"} & words().texts.keys()
        wanted |= {why, f"{why}_since"} & _ids("undo.not.")
    assert {"nothing", "gate", "changed", "draft"} < wanted
    assert _ids("undo.not.") == wanted
    assert not _too_long(120, start="undo.not.")


def test_the_timeline_and_the_checklist_have_words() -> None:
    casework = CODE / "casework"
    shown = {s.removeprefix("timeline.") for s in _strings(casework) if re.fullmatch(r"timeline\.[a-z_]+", s)}
    assert "review" in shown
    assert shown | {table.__tablename__ for table in LATER} == _ids("timeline.")
    assert _first(casework, function="CheckLine") == _ids("check.") != set()
    assert not _too_long(21, start="check.")


@cache
def _records() -> Sequence[type[Record]]:
    for _ in _modules(ips_tui.records):
        pass
    return [cast(type[Record], kind) for kind in _below(Record)]


def test_what_a_search_finds_has_a_short_name() -> None:
    kinds = searched_tables(record.__table__ for record in _records())  # type: ignore[misc]
    found = {name for name, kind in kinds.items() if kind.texts}
    # A contact is called by what it was for.
    assert _ids("search.kind.") == found - _ids("timeline.") - {"contact"}
    assert not _too_long(16, start="search.kind.")


class _Ids:
    """Words that say the id they were asked for."""

    def __call__(self, message_id: str) -> str:
        return message_id

    def has(self, message_id: str) -> bool:
        return words().has(message_id)


def test_every_column_has_a_name_in_the_history_and_no_name_is_left_over() -> None:
    desk = cast(Desk, SimpleNamespace(words=words()))
    asking = cast(Desk, SimpleNamespace(words=_Ids()))
    used: set[str] = set()
    for record in _records():
        for column in record.__table__.columns:
            if column.name == "id":
                continue
            label = history.label(desk, record.__tablename__, column.name)
            assert not label.startswith("column."), f"{record.__tablename__}.{column.name}"
            assert 0 < len(label) <= 24
            used.add(history.label(asking, record.__tablename__, column.name))
    assert {i for i in used if i.startswith("column.")} == {f"column.{i}" for i in _ids("column.")}


# The whole pack


def test_what_code_asks_for_by_name_is_there_with_what_it_fills_in() -> None:
    texts = words().texts
    asked: set[str] = set()
    nowhere: set[str] = set()
    unfilled: set[str] = set()
    for node in _nodes(CODE, SCREENS):
        if not isinstance(node, ast.Call) or _called(node).lstrip("_") != "words" or not node.args:
            continue
        given = {k.arg for k in node.keywords}
        for message_id in _constants(node.args[0]):
            asked.add(message_id)
            if message_id not in texts:
                nowhere.add(message_id)
            # With **values nobody can say from outside what is filled in.
            elif None not in given and not _fields(texts[message_id]) <= given:
                unfilled.add(message_id)
        if isinstance(node.args[0], ast.JoinedStr):
            pattern = _pattern(node.args[0]).replace("[^.]+", ".+")
            if not any(re.fullmatch(pattern, i) for i in texts):
                nowhere.add(pattern)
    assert len(asked) > 50
    assert not nowhere
    assert not unfilled


def test_only_texts_that_are_filled_in_have_something_to_fill_in() -> None:
    plain = (
        "choice.",
        "gate.",
        "store.",
        "stage.",
        "kind.",
        "flag.",
        "did.",
        "timeline.",
        "check.",
        "column.",
        "search.",
    )
    for i, text in words().texts.items():
        ours = i in _form_ids() or i in ("yes", "no") or i.startswith(plain)
        assert not (ours and _fields(text)), i
    for i in _ids("form.add."):
        assert _fields(words()(f"form.add.{i}")) == (set() if i.endswith(".plain") else {"typed"})


def test_no_two_files_say_the_same() -> None:
    folder = files("ips_tui.content").joinpath("words", words().pack)
    seen: dict[str, str] = {}
    for file in folder.iterdir():
        if file.name == "pack.toml":
            continue
        for i in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            assert i not in seen, f"{i} in {seen.get(i)} and {file.name}"
            seen[i] = file.name
    assert seen.keys() == words().own.keys()


@pytest.mark.parametrize("avoided", AVOIDED + AVOIDED_IN_NORWEGIAN)
def test_words_to_avoid_are_nowhere(avoided: str) -> None:
    asked = {question.id: question for section in load_questions().sections for question in section.questions}
    assert "dream_job" in asked
    said = {**words().texts, **{i: f"{question.ask} {question.probe}" for i, question in asked.items()}}
    assert [i for i, text in said.items() if re.search(avoided, text)] == []


def test_texts_are_plain_lines() -> None:
    for i, text in words().texts.items():
        assert text.replace("\n", "").isprintable(), i
        if not i.startswith("shell."):  # Signs and gaps of the title line stand there.
            assert text == text.strip(), i
