"""The settings file: whatever is in it, the program starts, says what is wrong and leaves the file alone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.config import Config, read_config
from ips_tui.content.words import load_words

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "config.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_missing_file_is_the_default_without_a_word(tmp_path: Path) -> None:
    assert read_config(tmp_path / "no" / "config.toml") == (Config(), ())
    assert Config() == Config(theme="dark", lock_minutes=5, keys=(), date_order="dmy", words="en_GB")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        'theme = "light"\nwords = "en_NZ"\nlock_minutes = 10\ndate_order = "mdy"\ncopying = false\nkeyring = true\n'
        '[keys]\nsave = "f2,ctrl+s"\n"what.said" = "f4"\n',
    )
    assert read_config(file) == (
        Config("light", 10, (("save", "f2,ctrl+s"), ("what.said", "f4")), "mdy", "en_NZ", True, False, True),
        (),
    )


@pytest.mark.parametrize(
    ("content", "order", "own"),
    [
        ('words = "en_US"', "mdy", False),
        ('words = "nb_NO"', "dmy", False),
        ('words = "en_US"\ndate_order = "ymd"', "ymd", True),
        ('date_order = "dmy"\nwords = "en_US"', "dmy", True),
    ],
)
def test_the_order_of_dates_follows_the_words_unless_it_is_said(
    content: str, order: str, own: bool, tmp_path: Path
) -> None:
    config, sentences = read_config(written(tmp_path, content))
    assert (config.date_order, config.own_date_order, sentences) == (order, own, ())


def test_what_is_wrong_is_said_in_the_words_of_the_file(tmp_path: Path) -> None:
    config, sentences = read_config(written(tmp_path, 'words = "nb_NO"\nlock_minutes = 999\ndate_order = "myd"'))
    assert config == Config(words="nb_NO")
    norwegian = load_words("nb_NO")
    assert sentences == (
        f"config.toml: {norwegian('config.date_order', used='dmy')}",
        f"config.toml: {norwegian('config.lock_minutes', most=240, used=5)}",
    )


def test_a_word_about_copying_that_is_not_understood_lets_nothing_out(tmp_path: Path) -> None:
    """F31: whoever wrote "no" meant it."""
    config, sentences = read_config(written(tmp_path, 'copying = "no"'))
    assert config == Config(copying=False)
    assert "copying must be true or false" in sentences[0]


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "\ufefflock_minutes = 5\r\n"])
def test_an_empty_file_comments_and_other_editors_are_fine(content: str, tmp_path: Path) -> None:
    assert read_config(written(tmp_path, content)) == (Config(), ())


@pytest.mark.parametrize("minutes", [0, 240])
def test_the_ends_of_the_lock_minutes(minutes: int, tmp_path: Path) -> None:
    config, sentences = read_config(written(tmp_path, f"lock_minutes = {minutes}"))
    assert (config.lock_minutes, sentences) == (minutes, ())


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("keyring = 1", "keyring must be true or false"),
        ("lock_minutes = -1", "lock_minutes must be a whole number from 0"),
        ("lock_minutes = 241", "lock_minutes must be"),
        ("lock_minutes = true", "lock_minutes must be"),
        ("lock_minutes = 5.0", "lock_minutes must be"),
        ('lock_minutes = "5"', "lock_minutes must be"),
        ("theme = 3", "theme must be"),
        ('theme = ""', "theme must be"),
        ('theme = "dark\\u001b[31m"', "theme must be"),
        (f'theme = "{"x" * 65}"', "theme must be"),
        ('date_order = "myd"', "date_order must be"),
        ('date_order = ["dmy"]', "date_order must be"),
        ('words = "en_AU"', 'words must be one of "en_GB", "en_US"'),
        ('words = "../en_GB"', "words must be one of"),
        ('words = ["nb_NO"]', "words must be one of"),
        ("words = true", "words must be one of"),
        ('keys = "f2"', "keys must be a table"),
        ("[keys]\nsave = 2", "keys.save must be a key"),
        ('[keys]\nsave = " "', "keys.save must be a key"),
        ('[keys]\nsave = "f2\\n"', "keys.save must be a key"),
        ('[keys]\n"" = "f2"', "keys. must be a key"),
        ('them = "light"', "there is no setting them"),
    ],
)
def test_a_wrong_value_gives_its_default_and_its_name(content: str, named: str, tmp_path: Path) -> None:
    file = written(tmp_path, content)
    config, sentences = read_config(file)
    assert config == Config()
    assert len(sentences) == 1
    assert sentences[0].startswith("config.toml: ")
    assert named in sentences[0]
    assert file.read_bytes() == content.encode()


def test_one_wrong_value_costs_only_itself(tmp_path: Path) -> None:
    file = written(tmp_path, 'theme = "light"\nlock_minutes = 999\n[keys]\nsave = 1\nback = "escape"\n')
    config, sentences = read_config(file)
    assert config == Config(theme="light", keys=(("back", "escape"),))
    assert len(sentences) == 2


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("lock_minutes = 5\ntheme =\n", "config.toml, line 2: "),
        ("lock_minutes = 5\n\ncanary canary\n", "config.toml, line 3: "),
        ("canary = 1\ncanary = 2\n", "config.toml, line 2: "),
        ('theme = """canary', "config.toml, at its end: "),
        (b"# ok\n# \xe5 from another editor\n", "config.toml, line 2: this is not UTF-8"),
        ("lock_minutes = " + "9" * 5000, "config.toml: "),
        ("a = " + "[" * 20_000, "config.toml"),
        ("#" * 300_000, "config.toml: the file is too long"),
    ],
)
def test_a_damaged_file_gives_the_defaults_and_the_line(content: str | bytes, where: str, tmp_path: Path) -> None:
    file = written(tmp_path, content)
    before = file.read_bytes()
    config, sentences = read_config(file)
    assert config == Config()
    assert len(sentences) == 1
    assert sentences[0].startswith(where)
    assert "left as it is" in sentences[0]
    assert "canary" not in sentences[0]
    assert str(tmp_path) not in sentences[0]
    assert file.read_bytes() == before


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    config, sentences = read_config(tmp_path)
    assert config == Config()
    assert "could not be read" in sentences[0]


def test_an_unknown_name_cannot_reach_the_terminal(tmp_path: Path) -> None:
    file = written(tmp_path, '"\\u001b]0;gone\\u0007" = 1\n[keys]\n"a\\u202eb" = "f2"\n')
    config, sentences = read_config(file)
    assert config == Config()
    assert len(sentences) == 2
    assert not any(CONTROL.search(sentence) for sentence in sentences)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_in_a_file_stops_the_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    config, sentences = read_config(written(tmp_path_factory.getbasetemp(), content))
    assert 0 <= config.lock_minutes <= 240
    assert not any(CONTROL.search(sentence) for sentence in sentences)


def test_a_machine_without_the_file_does_without_the_parser(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from ips_tui.config import read_config; read_config(pathlib.Path(sys.argv[1]));"
        "sys.exit(bool({'tomllib', 'platformdirs', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "config.toml")], cwd=Path(__file__).parent.parent)
    assert done.returncode == 0
