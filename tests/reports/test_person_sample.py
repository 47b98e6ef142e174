"""Every paper about one person, of each of the twelve invented people: whole, in words, and what their record says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ips_tui.reports.person as shared
from ips_tui.casework.caseload import PersonLine, everyone
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.paths import sample
from ips_tui.reports.document import Document, Fields, Signatures, Table
from ips_tui.reports.registry import PAPERS, NotYet, Paper, PaperKind, PaperRequest
from ips_tui.reports.writers.pdf import pdf_of
from ips_tui.reports.writers.text import text_of
from ips_tui.store.files import StoreFiles
from tests.reports.read_pdf import opened

OF_ONE = {
    "vocational_profile",
    "action_plan",
    "action_plan_changes",
    "disclosure_agreement",
    "in_work_support_plan",
    "support_plan_employer",
    "review_summary",
    "job_start",
    "job_ending",
    "clinical_note",
    "weekly_note",
    "own_copy",
}
OURS = tuple(paper for paper in PAPERS if paper.kind.value in OF_ONE)
NOTES = (PaperKind.CLINICAL_NOTE, PaperKind.WEEKLY_NOTE)


def _opened(pack: str = "en_GB") -> Desk:
    desk = Desk(StoreFiles(sample()), clock=SystemClock(), words=load_words(pack), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    return desk


@pytest.fixture(scope="module")
def sample_desk() -> Iterator[Desk]:
    desk = _opened()
    yield desk
    desk.close()


Made = dict[tuple[str, str], tuple[Document, str]]


@pytest.fixture(scope="module")
def made(sample_desk: Desk) -> Made:
    """Every paper that can be made, by ref and kind, with its text."""
    found: Made = {}
    for line in everyone(sample_desk):
        for paper in OURS:
            request = PaperRequest(participant_id=line.id)
            missing = paper.missing(sample_desk, request)
            if missing:
                with pytest.raises(NotYet) as caught:
                    paper.make(sample_desk, request)
                assert caught.value.message_id == missing and sample_desk.words.has(missing)
                continue
            document = paper.make(sample_desk, request)
            found[line.ref, paper.kind.value] = document, text_of(document)
            _whole(sample_desk, line, paper, document, found[line.ref, paper.kind.value][1])
    return found


def _whole(desk: Desk, line: PersonLine, paper: Paper, document: Document, text: str) -> None:
    where = f"{line.ref} {paper.kind}"
    leaves = paper.kind is PaperKind.SUPPORT_PLAN_EMPLOYER
    assert document.ref == ("" if leaves else line.ref) and line.name in document.subtitle, where
    assert line.specialist_name in text, where
    if paper.kind is not PaperKind.OWN_COPY:
        # Their own copy is as long as what is kept.
        assert str(desk.setting("employer_facing_name")) in re.sub(r"\s+", " ", text), where
    # Every id was turned into words, and everything to fill in was filled in.
    assert not re.search(r"\b(papers|form|choice|kind|stage|timeline|own_copy)\.[a-z_]+", text), where
    assert "{" not in text, where
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    fields = [one for block in document.blocks if isinstance(block, Fields) for one in block.fields]
    assert all(any(row) for row in rows), where
    assert not {"None", "True", "False", "()"} & {cell for row in rows for cell in row}, where
    assert not {"None", "True", "False", "()"} & {field.value for field in fields}, where
    if paper.kind is not PaperKind.DISCLOSURE_AGREEMENT:
        # What was not said is left out; only an agreement has lines to be filled in by hand.
        assert all(one.value.strip() and one.label.strip() for one in fields), where


def test_everybody_has_the_papers_their_record_is_ready_for(made: Made) -> None:
    kinds: dict[str, set[str]] = {}
    for ref, kind in made:
        kinds.setdefault(ref, set()).add(kind)
    always = {"clinical_note", "weekly_note", "own_copy"}
    assert len(kinds) == 12 and all(always <= found for found in kinds.values())
    planned = {ref for ref, found in kinds.items() if "action_plan" in found}
    assert planned == {"P05", "P06", "P07", "P11"}
    assert {ref for ref, found in kinds.items() if "job_ending" in found} == {"P10", "P11"}
    assert {ref for ref, found in kinds.items() if "review_summary" in found} == {"P01", "P06", "P07"}
    assert kinds["P01"] == kinds["P02"] | {"review_summary"} == always | {"review_summary"}


SAID = {
    ("P07", "vocational_profile"): (
        "Bakery or shop work in the valley, mornings, up to twenty hours",
        "Kitchen; agreed on Thu 10 Sep 2026",
        "If you could do any work, what would it be?",
        "Her own bread on the market.",
        "9 of 10",
        "I check everything three times and stop eating lunch.",
        "Jobs never advertised",
        "Open: condition, in agreed words",
        "- Network",
    ),
    ("P05", "action_plan"): (
        "MY ACTION PLAN, NUMBER 1",
        "Signed, Thu 1 Oct 2026",
        "1. A PLACE ON THE CERTIFICATE COURSE",
        "A first paid shift.",
        "Apply for the bus pass",
        "Leila Haddad",
        "Tess Rangi, employment specialist",
    ),
    ("P11", "action_plan_changes"): (
        "plan 1: agreed in words, Thu 17 Sep 2026",
        "First visit to the farm shop (Counter work on the bus line): Thu 1 Oct 2026",
    ),
    ("P07", "disclosure_agreement"): (
        "Employers may hear about my health, in the words below.",
        "THESE WORDS MAY BE USED, AND NO OTHERS",
        "Corner & Sons grocers, Mill Lane Bakery",
        "Hospital, and anything about her family",
        "I can take this back at any time",
    ),
    ("P06", "disclosure_agreement"): ("Nobody speaks to employers for me. I do it myself.",),
    ("P07", "in_work_support_plan"): (
        "Proposed: it holds once the person agrees.",
        "Ring Maren the same day; the list gets shorter for a week.",
        "Iris: keep the ten quiet minutes before the start.",
    ),
    ("P07", "support_plan_employer"): (
        "You and the employment specialist may ring each other.",
        "A written list of tasks, and one new task at a time in the first weeks",
        "For the employer",
    ),
    ("P01", "review_summary"): (
        "- Came to the first meeting by herself",
        "I slept on it and I still want to try.",
        "6 of 10",
        "A list of questions for the benefits adviser",
    ),
    ("P08", "job_start"): ("Harbour Outdoor", "12.75 GBP an hour", "Sat 26 Sep 2026", "On foot, 20 minutes"),
    ("P10", "job_ending"): (
        "8 weeks",
        "No late shifts. No place of work with alcohol on site.",
        "A good worker, late four times in three weeks. Lou is sorry.",
        "and we did not look at the plan",
        "Yes, now",
    ),
    ("P08", "clinical_note"): ("Follow-along, telephone, 20 minutes", "On time all week.", "8 of 10"),
    ("P08", "weekly_note"): ("Fri 9 Oct 2026 to Thu 15 Oct 2026", "I like lorry day.", "- Mon 19 Oct 2026: contact"),
    ("P07", "own_copy"): ("This is your own copy.", "Wed 26 Aug 2026", "Her own bread on the market.", "Gwen Pugh"),
}
"""What some papers say, read in the stories of the invented people."""


def test_papers_say_what_the_record_says(made: Made) -> None:
    for (ref, kind), said in SAID.items():
        text = re.sub(r"\s+", " ", made[ref, kind][1])
        for sentence in said:
            assert sentence in text, f"{ref} {kind}: {sentence}"


def test_strengths_come_first_and_blame_nowhere(made: Made) -> None:
    review, ending = made["P01", "review_summary"][1], made["P10", "job_ending"][1]
    assert review.index("WHAT WENT WELL") < review.index("WHAT IS IN THE WAY")
    assert ending.index("WHAT WAS LEARNT") < ending.index("HOW IT ENDED")
    views = [ending.index(f"How the {who} sees it") for who in ("person", "employer", "specialist")]
    assert views == sorted(views)


def test_each_paper_to_be_agreed_is_signed_by_the_person_first(made: Made) -> None:
    signed = {"action_plan", "action_plan_changes", "disclosure_agreement"}
    signed |= {"in_work_support_plan", "support_plan_employer"}
    for (ref, kind), (document, _) in made.items():
        lines = [block for block in document.blocks if isinstance(block, Signatures)]
        assert bool(lines) == (kind in signed), f"{ref} {kind}"
        assert all(document.subtitle.startswith(block.who[0]) for block in lines), f"{ref} {kind}"


def test_the_employer_gets_nothing_of_the_plan_and_no_reference_of_ours(made: Made) -> None:
    plans = {ref for ref, kind in made if kind == "in_work_support_plan"}
    pages = {ref: (document, text) for (ref, kind), (document, text) in made.items() if kind == "support_plan_employer"}
    for ref, (document, text) in pages.items():
        assert not any(isinstance(block, Table) for block in document.blocks), ref
        assert "clinical" not in text.casefold() and "Signs that" not in text, ref
        assert ref not in text and not document.ref, ref
    # P11's job is over: nobody is to sign for it.
    assert set(pages) == {"P07", "P08", "P09", "P10", "P12"} and plans == {*pages, "P11"}


def test_a_plan_is_two_pages_and_what_is_signed_about_a_job_one(made: Made) -> None:
    pages = {
        (ref, kind): len(opened(pdf_of(document).data).pages)
        for (ref, kind), (document, _) in made.items()
        if kind in ("action_plan", "in_work_support_plan", "support_plan_employer")
    }
    assert max(count for (_, kind), count in pages.items() if kind == "action_plan") <= 2
    assert {count for (_, kind), count in pages.items() if kind != "action_plan"} == {1}


def test_no_employer_is_named_to_the_clinical_team_by_the_program(made: Made, sample_desk: Desk) -> None:
    with sample_desk.reading() as db:
        names = [row[0] for row in db.connection().exec_driver_sql("SELECT name FROM employer")]
    assert len(names) > 5
    texts = {key: text for key, (_, text) in made.items() if key[1] in {kind.value for kind in NOTES}}
    # P02's summary says it in the specialist's own words, which nobody rewrites.
    assert [(key, name) for key, text in texts.items() for name in names if name in text] == []


def test_every_pack_has_the_words_that_papers_ask_for() -> None:
    folder = Path(shared.__file__).parent
    modules = [folder / "person.py", *(folder / "papers" / f"{paper.module}.py" for paper in OURS)]
    asked = {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(papers|form|own_copy|history)(\.[a-z_]+)+", node.value)
    }
    assert len(asked) > 100
    for pack in WordPack:
        words = load_words(pack)
        assert [one for one in sorted(asked) if not words.has(one)] == []


def test_papers_are_made_in_norwegian_words() -> None:
    desk = _opened("nb_NO")
    try:
        (line,) = [one for one in everyone(desk) if one.ref == "P07"]
        texts = {
            paper.kind: text_of(paper.make(desk, PaperRequest(participant_id=line.id)))
            for paper in OURS
            if paper.kind is not PaperKind.OWN_COPY and not paper.missing(desk, PaperRequest(participant_id=line.id))
        }
    finally:
        desk.close()
    assert len(texts) == 10
    assert "Jobbspesialist" in texts[PaperKind.ACTION_PLAN] and "DET JEG VIL" in texts[PaperKind.ACTION_PLAN]
    for kind, text in texts.items():
        # Of what the program says nothing is English; what people said is as they said it.
        assert not re.search(r"Not talked|Employment specialist|Keep it|Signs|By when|Signature", text), kind
