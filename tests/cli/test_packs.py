"""The commands speak in the words of the settings file; what scripts read stays the same in all of them."""

from __future__ import annotations

from typing import Any

import pytest

from ips_tui.content.words import load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.paths import find_paths
from tests.cli.running import Home


def _chosen(home: Home, words: str) -> None:
    file = find_paths({"IPS_TUI_HOME": str(home.folder)}).config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'words = "{words}"\n', encoding="utf-8")


def _for_scripts(value: Any) -> Any:
    """What scripts rely on: everything but the sentence for a person."""
    if isinstance(value, dict):
        return {name: _for_scripts(inner) for name, inner in value.items() if name != "reason"}
    return [_for_scripts(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("command", [("today",), ("people",), ("show", "P02")])
def test_what_scripts_read_is_the_same_in_every_pack(home: Home, command: tuple[str, ...]) -> None:
    asked = (*command, "--demo", "--json")
    british = home.ask(*asked)
    assert british.status == 0
    for pack in WordPack:
        _chosen(home, pack)
        said = home.ask(*asked)
        assert (said.status, said.err) == (0, "")
        assert _for_scripts(said.json) == _for_scripts(british.json)


@pytest.mark.parametrize(
    ("pack", "parts"),
    [
        ("en_US", ("Thu Oct 15, 2026", "assertive engagement", "Engagement")),
        ("en_NZ", ("Thu 15 Oct 2026", "consultant ES2")),
        ("nb_NO", ("Øvelse", "tor 15. okt 2026", "fase 1, Etablering av kontakt", "oppsøkende arbeid")),
    ],
)
def test_what_people_read_is_in_their_words(home: Home, pack: str, parts: tuple[str, ...]) -> None:
    _chosen(home, pack)
    said = home.ask("people", "--demo")
    assert (said.status, said.err) == (0, "")
    assert [part for part in parts if part not in said.out] == []
    british = load_words()
    assert pack != WordPack.NB_NO or british("cli.practice") not in said.out


def test_a_whole_record_in_norwegian(home: Home) -> None:
    _chosen(home, "nb_NO")
    out = home.ask("show", "P02", "--demo").out
    for part in ("Frister", "Henvisning", "Avtaler", "Jobbspesialist", "ansikt til ansikt", "lør 8. aug"):
        assert part in out
    for english in ("Appointments", "Referral", "face to face", "Sat 8 Aug", "Specialist:"):
        assert english not in out


def test_refusals_are_in_the_same_words(home: Home) -> None:
    _chosen(home, "nb_NO")
    words = load_words("nb_NO")
    assert home.ask("today").err.startswith(words("store.none"))
    assert home.ask().err.strip() == words("cli.no_terminal")
    assert words("cli.locate.missing", name="", path="").split("(")[1] in home.ask("locate").out


def test_words_that_are_no_pack_are_said_by_doctor_and_british_ones_used(home: Home) -> None:
    _chosen(home, "xx_XX")
    assert home.ask("people", "--demo").out.startswith(load_words()("cli.practice"))
    said = home.ask("doctor", "--demo")
    assert said.status == 1
    assert "words must be one of" in said.out
