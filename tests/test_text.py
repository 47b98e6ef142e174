"""The text gate, in and out: nothing hidden stays, no word is lost, no line runs over."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ips_tui.text import Cleaned, cells, clean, fold, initials, shown, sort_name, words_of

ESC = "\x1b"
BEL = "\x07"

# Written anew instead of taken from the module: what must never come out.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff]"
)
NON_CHARACTERS = {chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)}

# Text in which the dangerous characters are as frequent as in an attack.
SPICE = st.sampled_from(
    [
        *"\x00\x07\t\n\r\x0b\x0c\x18\x1a\x1b\x1c\x7f\x85\x90\x9b\x9c\x9d[]PX^_NO\\;0123mAé\u0301 ",
        "\u202e", "\u2066", "\u2028", "\u200d", "\ufe0f", "\ufeff", "\ud800", "\uffff", "\U0001fffe",
        "👩‍🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽", "漢", "ß", "İ", "ſ", "Ω", "क्षि", "ﷺ",
    ]
)  # fmt: skip
hostile = st.one_of(
    st.text(),
    st.text(alphabet=st.characters()),
    st.lists(SPICE, max_size=40).map("".join),
)


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("", "", 0),
        ("Kari Ødegård", "Kari Ødegård", 0),
        ("e\u0301", "é", 0),
        ("a\x00b", "ab", 1),
        ("a\x7fb\x85c\x9fd", "abcd", 3),
        ("\ufeffAnna", "Anna", 1),
        ("evil\u202etxt.exe\u202c", "eviltxt.exe", 2),
        ("\u2066a\u2069", "a", 2),
        ("half \ud83d pair", "half  pair", 1),
        ("a\ufffe\ufdd0\U0010ffffb", "ab", 3),
        ("e\x00\u0301", "é", 1),
        # A line end or a tab in a one-line text is a space, and counted.
        ("a\r\nb", "a b", 1),
        ("a\nb\tc\rd", "a b c d", 3),
        ("a\u2028b\x0bc", "a b c", 2),
        # Real languages and emoji keep what they need.
        ("\u200fשלום\u200e \u061c", "\u200fשלום\u200e \u061c", 0),
        ("می‌خواهم", "می‌خواهم", 0),
        ("👩‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿", 0),
        ("[/oops] O'Brien [x]", "[/oops] O'Brien [x]", 0),
    ],
)
def test_one_line_is_cleaned(raw: str, text: str, removed: int) -> None:
    assert clean(raw) == Cleaned(text, removed)


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("a\nb\tc", "a\nb\tc", 0),
        ("a\r\nb\rc\n", "a\nb\nc\n", 0),
        ("a\x0bb\x0cc\u2028d\u2029e", "a\nb\nc\nd\ne", 0),
        ("a\x00\nb\x08", "a\nb", 2),
        ("a😀\U0001ffff\nb", "a😀\nb", 1),
        (f"{ESC}]0;never ended\nnext line", "\nnext line", 1),
    ],
)
def test_lines_stay_lines(raw: str, text: str, removed: int) -> None:
    assert clean(raw, lines=True) == Cleaned(text, removed)


@pytest.mark.parametrize(
    "sequence",
    [
        f"{ESC}[31m",
        f"{ESC}[2J",
        f"{ESC}[?1049h",
        f"{ESC}[38;2;1;2;3m",
        f"{ESC}[1 q",
        f"{ESC}[3\x001m",
        f"{ESC}]0;a title{BEL}",
        f"{ESC}]0;a title{ESC}\\",
        f"{ESC}]52;c;c2VjcmV0\x9c",
        f"{ESC}]8;;https://example.org{BEL}",
        f"{ESC}P1$r0m{ESC}\\",
        f"{ESC}Pq\n#0;2\n{ESC}\\",
        f"{ESC}Xwords{ESC}\\",
        f"{ESC}^words{ESC}\\",
        f"{ESC}_Gf=24{ESC}\\",
        f"{ESC}(B",
        f"{ESC}c",
        f"{ESC}7",
        f"{ESC}OP",
        f"{ESC}#8",
        "\x9b31m",
        "\x9d0;a title\x9c",
        f"\x901$r0m{ESC}\\",
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_an_escape_sequence_goes_as_one_thing_with_its_payload(sequence: str, lines: bool) -> None:
    assert clean(f"before{sequence} after", lines=lines) == Cleaned("before after", 1)
    assert shown(f"before{sequence} after") == "before\ufffd after"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f"a{ESC}", "a"),
        (f"a{ESC}[", "a"),
        (f"a{ESC}[31", "a"),
        (f"a{ESC}[31\nb", "a b"),
        (f"a{ESC}]0;title", "a"),
        (f"a{ESC}]0;one{ESC}]0;two{BEL}b", "ab"),
        (f"a{ESC}Ptmux;{ESC}{ESC}]0;x{BEL}{ESC}\\b", "ab"),
        (f"a{ESC}]0;given up\x18b", "ab"),
        (f"a{ESC}{ESC}[31mb", "ab"),
    ],
)
def test_half_a_sequence_leaves_no_half(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_wrongly_decoded_quotation_marks_cost_no_words() -> None:
    """U+009D and U+009C are the ends of “ and ” read as Latin-1, far more often than a command and its end."""
    said = "She said “yes” and “soon” to every ě".encode().decode("latin-1")
    kept = clean(said).text
    assert words_of(kept)[:2] == ["she", "said"]
    for word in ("yes", "and", "soon", "to every"):
        assert word in kept


@pytest.mark.parametrize(
    ("raw", "longest", "text", "cut"),
    [
        ("abc", 3, "abc", 0),
        ("abcd", 3, "abc", 1),
        ("abc", 0, "", 3),
        ("a\x00bcd", 3, "abc", 1),
        ("abq\u0303", 3, "ab", 2),
        ("ab👩‍🚀", 4, "ab", 3),
        ("ab👍🏽", 3, "ab", 2),
        ("ab🏴\U000e0067\U000e0062\U000e0073\U000e007f", 5, "ab", 5),
        ("q" + "\u0303" * 60, 50, "q" + "\u0303" * 49, 11),
    ],
)
def test_too_long_a_text_is_cut_between_letters(raw: str, longest: int, text: str, cut: int) -> None:
    cleaned = clean(raw, longest=longest)
    assert (cleaned.text, cleaned.cut) == (text, cut)


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        clean("a", longest=-1)


@given(hostile, st.booleans(), st.none() | st.integers(0, 30))
def test_what_is_cleaned_is_safe_and_stays_as_it_is(raw: str, lines: bool, longest: int | None) -> None:
    cleaned = clean(raw, lines=lines, longest=longest)
    assert not FORBIDDEN.search(cleaned.text)
    assert not NON_CHARACTERS & set(cleaned.text)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    assert lines or not set("\n\t") & set(cleaned.text)
    assert longest is None or len(cleaned.text) <= longest
    assert clean(cleaned.text, lines=lines, longest=longest) == Cleaned(cleaned.text, 0)
    cleaned.text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Cf"))))
def test_words_are_never_touched(words: str) -> None:
    assert clean(words) == Cleaned(unicodedata.normalize("NFC", words), 0)


@pytest.mark.parametrize(
    "raw",
    [
        ("Talked about the bakery – mornings suit her. " * 1200)[:50_000],
        f"{ESC}]" * 25_000,
        "\x9d1" * 25_000,
        "\x9b1" * 25_000,
        f"{ESC}[" + "1" * 50_000,
        f"{ESC}[" + "1" * 25_000 + " " * 25_000 + "\n",
        "\x9b" + "1" * 25_000 + " " * 25_000,
        "\u0301" * 50_000,
    ],
    ids=["note", "osc", "osc8", "csi8", "csi", "csi_spaces", "csi8_spaces", "marks"],
)
def test_a_long_note_is_cleaned_in_a_moment(raw: str) -> None:
    """Milliseconds in truth; the limit is wide for a busy machine and still far below quadratic time."""
    start = time.process_time()
    clean(raw, lines=True)
    shown(raw, 80)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("raw", "width", "line"),
    [
        ("", None, ""),
        ("one\ntwo\r\n\tthree  ", None, "one two three"),
        ("a\x00b", None, "a\ufffdb"),
        ("a\u202eb", None, "a\ufffdb"),
        ("Kari", 4, "Kari"),
        ("Kari", 3, "Ka…"),
        ("Kari", 1, "…"),
        ("Kari", 0, ""),
        ("Kari", -1, ""),
        ("Kari Olsen", 6, "Kari…"),
        ("漢字", 4, "漢字"),
        ("漢字", 3, "漢…"),
        ("漢字", 2, "…"),
        ("Ødegård", 7, "Ødegård"),
        ("Ødegård", 6, "Ødegå…"),
        ("a👩‍🚀b", 4, "a…"),
        ("q\u0303q\u0303q\u0303", 2, "q\u0303…"),
        ("é" + "x" * 5000, 3, "éx…"),
        ("x" + "\u200d" * 5000, 3, "x…"),
        ("\u0301" * 5000, 3, "\u0301" * 112 + "…"),
    ],
)
def test_a_line_for_a_list(raw: str, width: int | None, line: str) -> None:
    assert shown(raw, width) == line


@given(hostile, st.integers(0, 20))
def test_a_line_never_runs_over_its_cells(raw: str, width: int) -> None:
    line = shown(raw, width)
    assert cells(line) <= width
    assert cell_len(line) <= width  # as the screen counts
    assert not FORBIDDEN.search(line)
    assert not set("\n\t") & set(line)


def test_no_character_is_wider_on_the_screen_than_counted() -> None:
    # The planes left out hold CJK letters of one kind and nothing yet.
    every = map(chr, (*range(0xA0, 0xD800), *range(0xE000, 0x20400), *range(0xE0000, 0xE0200)))
    assert [hex(ord(one)) for one in every if cell_len(one) > cells(one)] == []


@given(hostile)
def test_a_line_without_width_is_one_line(raw: str) -> None:
    line = shown(raw)
    assert not FORBIDDEN.search(line)
    assert len(line.splitlines()) <= 1
    assert shown(line) == line
    assert cell_len(line) <= cells(line)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ødegård", "odegard"),
        ("  Łukasz \n Đorđević ", "lukasz dordevic"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Þórðr Æsir", "thordr aesir"),
        ("Māori Hēmi", "maori hemi"),
        ("İstanbul ısı", "istanbul isi"),
        ("O’Brien", "o'brien"),
        ("O´Brien", "o'brien"),
        ("O`Brien", "o'brien"),
        ("Anne‑Marie – x", "anne-marie - x"),
        ("ﬁn ①２", "fin 12"),
        ("Ёлка", "елка"),
        ("co\u00adop می‌خواهم", "coop میخواهم"),
        ("हिन्दी", "हिनदी"),
    ],
)
def test_folded_for_search(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(hostile)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåøæéüłđ -"))
def test_case_makes_no_difference_to_search(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_words_are_folded_and_in_order() -> None:
    assert words_of("Søndag: Kari O'Neil, 2 jobs!") == ["sondag", "kari", "o", "neil", "2", "jobs"]
    assert words_of(" … ") == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Kari-Anne Ødegård", "KAØ"),
        ("Ludwig van der Berg", "LB"),
        ("kari olsen", "ko".upper()),
        ("bell hooks-Smith", "BS"),
        ("(Bob) Smith", "BS"),
        ("e\u0301lodie", "É"),
        ("ßen", "ß"),
        ("  ", ""),
        ("!? …", ""),
        ("王 小明", "王小"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(hostile)
def test_initials_never_fail_and_show_nothing_hidden(name: str) -> None:
    assert not FORBIDDEN.search(initials(name))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kari Ødegård", "odegard kari"),
        ("Ødegård, Kari Anne", "odegard kari anne"),
        ("Kari Anne Ødegård", "odegard kari anne"),
        ("Kari", "kari"),
        (", Kari", "kari"),
        ("", ""),
    ],
)
def test_names_sort_by_the_last_word(name: str, key: str) -> None:
    assert sort_name(name) == key
