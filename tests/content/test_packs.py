"""The packs over the British one: what they hold exists there, fits, and says the words of their country."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from string import Formatter

import pytest

import ips_tui
import ips_tui.content.words as packs
import screens
from ips_tui.content.words import DEFAULT_PACK, Terms, Words, about_pack, load_words
from ips_tui.dates import full_date, read_date, say_date, short_date
from ips_tui.domain.word_packs import WordPack

pytestmark = pytest.mark.usefixtures("toml_read_once")

FOLDER = Path(packs.__file__).with_name("words")
OTHERS = [pack for pack in WordPack if pack != DEFAULT_PACK]
TODAY = date(2026, 10, 15)

GLOSSARY = {
    "stage.2.name": ("Career profile", "Career profile", "Karriereprofil"),
    "stage.3.name": ("Job search plan", "Employment plan", "Jobbsøkerplan"),
    "stage.4.name": ("Job development", "Job development", "Jobbutvikling"),
    "stage.5.name": ("Follow-along", "Placement support", "Oppfølging i jobb"),
    "flag.outreach_active": ("assertive engagement", "assertive outreach", "oppsøkende arbeid"),
    "choice.staff_role.employment_specialist": (
        "employment specialist",
        "employment consultant",
        "jobbspesialist",
    ),
    "choice.staff_role.team_leader": ("IPS supervisor", "team leader", "teamleder"),
    "choice.staff_role.benefits_adviser": (
        "work incentives counselor",
        "Work and Income case manager",
        "NAV-veileder",
    ),
    "choice.contact_kind.benefits": ("benefits planning", "financial guidance", "økonomisk rådgivning"),
    "choice.contact_kind.in_work_support": ("job supports", "placement support", "oppfølging i jobb"),
    "form.care_coordinator.title": ("Case manager", "Key worker", "Behandler"),
    "form.clinical_team.title": ("Treatment team", "Mental health team", "Behandlingsteam"),
    "form.disclosure_agreement.title": (
        "Plan for approaching employers",
        "Disclosure decision",
        "Valg om åpenhet",
    ),
    "form.disclosure_agreement.adjustments.label": (
        "Accommodations to ask",
        "Accommodation to ask for",
        "Ønsket tilrettelegging",
    ),
    "form.employer_contact.title": ("Employer contact", "Employer contact", "Arbeidsgiverkontakt"),
    "shell.area.caseload": ("Caseload", "Caseload", "Portefølje"),
}
"""What a term of domain.md 8 is called in the United States, in New Zealand and in Norway."""

FOREIGN = {
    WordPack.EN_US: (
        r"vocational (action plan|profile)",
        r"\baction plans?\b",
        r"\bcare coordinator",
        r"\bclinical teams?\b",
        r"\bteam leader",
        r"\bbenefits (advis|counsell)",
        r"\badjustments?\b",
        r"\bin-work support",
        r"\b[Jj]obcentre",
        r"\bprogrammes?\b",
        r"\b(col|lab|fav|behavi|neighb)our",
        r"\b(rings?|learnt|whilst|fortnight)\b",
    ),
    WordPack.EN_NZ: (
        r"vocational (action plan|profile)",
        r"\baction plans?\b",
        r"\bemployment specialist",
        r"\bcare coordinator",
        r"\bclinical teams?\b",
        r"\bbenefits (advis|counsell)",
        r"\badjustments\b",
        r"\b[Jj]obcentre",
    ),
}
"""British terms that nobody there would use."""

ENGLISH_TERMS = (
    r"\bparticipant",
    r"\bemployment specialist",
    r"\bvocational",
    r"\bcare coordinator",
    r"\bclinical team",
    r"\bcaseload",
    r"\bemployers?\b",
    r"\bdisclosure",
    r"\bagreement",
    r"\bfidelity",
    r"\bfollow-along",
    r"\boutreach",
    r"\bdraft",
    r"\b(the|and|of|with|your)\b",
)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = str(value)
    return found


def _by_file(pack: str) -> dict[str, str]:
    """In which file of the pack each text stands."""
    return {
        i: file.name
        for file in (FOLDER / pack).glob("*.toml")
        if file.name != "pack.toml"
        for i in _flat(tomllib.loads(file.read_text(encoding="utf-8")))
    }


def test_every_pack_can_be_chosen_by_its_name_in_its_own_language() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == set(WordPack)
    for pack in WordPack:
        words = load_words(pack)
        assert words.pack == pack
        assert {words.choice("word_pack", other): about_pack(other).name for other in WordPack} == {
            name: name for name in ("English UK", "English US", "English NZ", "Norsk")
        }


def test_a_pack_that_is_not_there_has_nothing_to_say_about_itself() -> None:
    with pytest.raises(FileNotFoundError):
        about_pack("xx_XX")


@pytest.mark.parametrize("pack", WordPack)
def test_the_order_of_dates_is_one(pack: str) -> None:
    assert about_pack(pack).date_order == ("mdy" if pack == WordPack.EN_US else "dmy")


@pytest.mark.parametrize("pack", OTHERS)
def test_a_pack_holds_only_texts_that_there_are_and_that_differ(pack: str) -> None:
    british, words = load_words(), load_words(pack)
    shown_anyway = Words(pack, {}, behind=british, about=about_pack(pack))
    assert len(words.own) > 10
    for i, text in words.own.items():
        assert i in british.texts, i
        assert _fields(text) == _fields(british.texts[i]), i
        assert bool(text) == bool(british.texts[i]), i
        # A language may have the same word or sign; another country's English would have no reason to say it twice.
        assert pack == WordPack.NB_NO or text != shown_anyway(i), i


def test_another_language_is_whole() -> None:
    # Half a screen in another language is worse than all of it in English: nobody knows which half to trust.
    assert set(load_words("nb_NO").own) == set(load_words().texts)


@pytest.mark.parametrize("pack", OTHERS)
def test_a_text_stands_in_the_file_of_the_same_name(pack: str) -> None:
    """So that a first screen reads the same few files of both."""
    british = _by_file(DEFAULT_PACK)
    assert {i: file for i, file in _by_file(pack).items() if british[i] != file} == {}


@pytest.mark.parametrize("pack", OTHERS)
def test_a_first_screen_reads_only_its_own_files(pack: str) -> None:
    words = load_words(pack)
    assert words("today.now") and words("shell.area.today") and words("kind.review")
    behind = words._behind
    assert behind is not None
    assert any("[form.contact]" in text for text in behind._unread)
    unread = {file.name for file in (FOLDER / pack).glob("*.toml") if file.read_text(encoding="utf-8") in words._unread}
    assert "form.toml" in unread


@pytest.mark.parametrize("pack", OTHERS)
def test_each_text_is_found_by_its_id_alone_as_it_is_in_all(pack: str) -> None:
    everything = load_words(pack).texts
    assert list(everything) == list(load_words().texts)
    for i in sorted(everything)[::40]:
        assert load_words(pack)(i) == everything[i]


def test_the_words_of_the_glossary_are_used() -> None:
    for place, pack in enumerate((WordPack.EN_US, WordPack.EN_NZ, WordPack.NB_NO)):
        words = load_words(pack)
        assert {i: words(i) for i in GLOSSARY} == {i: said[place] for i, said in GLOSSARY.items()}


@pytest.mark.parametrize(("pack", "term"), [(pack, term) for pack, terms in FOREIGN.items() for term in terms])
def test_no_british_term_shows_through(pack: str, term: str) -> None:
    # In New Zealand one plan is called as in the UK.
    texts = {i: text.replace("in-work support plan", "") for i, text in load_words(pack).texts.items()}
    assert [i for i, text in texts.items() if re.search(term, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("term", ENGLISH_TERMS)
def test_what_is_said_in_norwegian_holds_no_english(term: str) -> None:
    texts = {i: re.sub(r"\{.*?\}", "", text) for i, text in load_words(WordPack.NB_NO).own.items()}
    assert len(texts) > 1000
    assert [i for i, text in texts.items() if re.search(term, text, re.IGNORECASE)] == []


# Terms


def test_a_british_text_is_said_in_the_packs_terms() -> None:
    terms = Terms(
        {"action plan": "job search plan", "an action plan": "a job search plan", "plan": "scheme", "GP": "MD"}
    )
    assert (
        terms("Action plan, then an action plan; your plan.") == "Job search plan, then a job search plan; your scheme."
    )
    assert terms("The GP and the gp explain planning.") == "The MD and the gp explain planning."
    assert terms("{plan} of the plan {a plan}") == "{plan} of the scheme {a plan}"
    assert Terms({})("plan") == "plan"


def test_terms_change_what_shows_through_and_nothing_else() -> None:
    british = Words("one", {}, {"a": "the plan", "b": "the plan", "c": ""})
    pack = packs.Pack("other", "dmy", "EUR", {"plan": "scheme"})
    words = Words("other", {}, {"b": "our plan"}, behind=british, about=pack)
    assert (words("a"), words("b"), words("c"), words("d")) == ("the scheme", "our plan", "", "d")
    assert words.texts == {"a": "the scheme", "b": "our plan", "c": ""}
    assert words.own == {"b": "our plan"}
    assert british("a") == "the plan"


# Dates


@pytest.mark.parametrize(
    ("pack", "short", "whole", "said"),
    [
        ("en_GB", "Sat 17 Oct", "Sun 7 Mar 2027", "Wed 14 Oct 2026 (yesterday)"),
        ("en_US", "Sat Oct 17", "Sun Mar 7, 2027", "Wed Oct 14, 2026 (yesterday)"),
        ("en_NZ", "Sat 17 Oct", "Sun 7 Mar 2027", "Wed 14 Oct 2026 (yesterday)"),
        ("nb_NO", "lør 17. okt", "søn 7. mar 2027", "ons 14. okt 2026 (i går)"),
    ],
)
def test_dates_are_said_as_there(pack: str, short: str, whole: str, said: str) -> None:
    dates = load_words(pack).dates
    assert short_date(date(2026, 10, 17), TODAY, dates) == short
    assert short_date(date(2027, 3, 7), TODAY, dates) == full_date(date(2027, 3, 7), dates) == whole
    assert say_date(date(2026, 10, 14), TODAY, dates) == said


@pytest.mark.parametrize("pack", WordPack)
def test_what_is_said_can_be_read_again(pack: str) -> None:
    dates, order = load_words(pack).dates, about_pack(pack).date_order
    for days in range(-800, 800, 13):
        day = TODAY + timedelta(days=days)
        assert read_date(say_date(day, TODAY, dates), TODAY, order=order, words=dates) == day
        assert read_date(full_date(day, dates), TODAY, order=order, words=dates) == day
        assert len(full_date(day, dates)) <= dates.widest <= 16


@pytest.mark.parametrize("pack", WordPack)
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11 mar 2026", date(2026, 3, 11)),
        ("October 3, 2026", date(2026, 10, 3)),
        ("Mon 19 Oct", date(2026, 10, 19)),
        ("tomorrow", date(2026, 10, 16)),
        ("in 2 weeks", date(2026, 10, 29)),
        ("3 days ago", date(2026, 10, 12)),
        ("last friday", date(2026, 10, 9)),
        ("+2w", date(2026, 10, 29)),
    ],
)
def test_english_is_understood_everywhere(pack: str, typed: str, day: date) -> None:
    assert read_date(typed, TODAY, words=load_words(pack).dates) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("i dag", TODAY),
        ("I går", date(2026, 10, 14)),
        ("i morgen", date(2026, 10, 16)),
        ("fre", date(2026, 10, 16)),
        ("lørdag 17. oktober", date(2026, 10, 17)),
        ("1. des", date(2026, 12, 1)),
        ("om 2 uker", date(2026, 10, 29)),
        ("for 3 dager siden", date(2026, 10, 12)),
        ("3 dager siden", date(2026, 10, 12)),
        ("forrige fredag", date(2026, 10, 9)),
        ("neste man", date(2026, 10, 19)),
        ("+2u", date(2026, 10, 29)),
        ("fre 16 October 2026", date(2026, 10, 16)),
    ],
)
def test_norwegian_is_understood_where_it_is_said(typed: str, day: date) -> None:
    assert read_date(typed, TODAY, words=load_words("nb_NO").dates) == day


def test_every_date_on_a_screen_is_said_in_the_packs_language() -> None:
    """A call that leaves the words out would say it in English, whatever the pack."""
    least = {"short_date": 3, "say_date": 3, "full_date": 2, "read_date": 3}
    found, missing = 0, []
    for folder in (Path(ips_tui.__file__).parent, Path(screens.__file__).parent):
        for path in sorted(folder.rglob("*.py")):
            if path.name in ("dates.py", "date_words.py"):
                continue
            code = path.read_text(encoding="utf-8")
            if not any(name in code for name in least):
                continue
            for node in ast.walk(ast.parse(code)):
                name = getattr(getattr(node, "func", None), "id", "")
                if not isinstance(node, ast.Call) or name not in least:
                    continue
                found += 1
                if len(node.args) < least[name] and "words" not in {k.arg for k in node.keywords}:
                    missing.append(f"{path.name}:{node.lineno} {name}")
    assert found > 25
    assert missing == []


def test_a_text_is_found_while_another_thread_is_reading_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    words, whole = load_words(), load_words().texts["shell.area.today"]
    read, meanwhile = tomllib.loads, []

    def loads(text: str) -> dict[str, object]:
        if not meanwhile:
            meanwhile.append("")
            # As the thread that loads the rest would ask, in the middle of this reading.
            meanwhile[0] = words("shell.area.today")
        return read(text)

    monkeypatch.setattr(tomllib, "loads", loads)
    assert words("shell.area.today") == meanwhile[0] == whole
