"""A team's own questions: TOML files in the folder `questions` beside the settings (docs/questions.md).

A file replaces a question set that comes with the program, or adds sections and questions to it. A file with a fault
is left out and said in a sentence with its line; nothing else is stopped by it. Most machines have no such file, and
then nothing more is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ips_tui.content.words import DEFAULT_PACK, Words
from ips_tui.text import shown

if TYPE_CHECKING:
    from ips_tui.domain.questions import QuestionSet

MOST_FILES = 50
_LONGEST = 40


@dataclass(frozen=True)
class OwnQuestions:
    """What a team asks in its own way, and what was wrong in its files."""

    sets: Mapping[str, QuestionSet] = field(default_factory=dict)
    """Whole question sets by name; one that is not here is asked as it came with the program."""
    problems: tuple[str, ...] = ()
    """A sentence for each file that is not used."""

    def set(self, name: str, pack: str = DEFAULT_PACK) -> QuestionSet:
        """The question set of that name as this team asks it, else as that word pack does.

        Raises FileNotFoundError for an unknown one.
        """
        from ips_tui.content.questions import load_questions

        return self.sets.get(name) or load_questions(name, pack)


def read_own_questions(folder: Path, words: Words) -> OwnQuestions:
    """The questions in the files of this folder, in the order of their names, replacing ones first.

    Never raises for what is in a file or for one that cannot be read, and never writes; without the folder there are
    none.
    """
    try:
        paths = sorted(one for one in folder.iterdir() if one.suffix == ".toml" and not one.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return OwnQuestions()
    except OSError:
        return OwnQuestions(problems=(words("questions.folder_unreadable", folder=shown(folder.name, _LONGEST)),))
    if not paths:
        return OwnQuestions()
    from ips_tui.question_files import read_files

    many = (words("questions.too_many_files", most=MOST_FILES),) if len(paths) > MOST_FILES else ()
    sets, problems = read_files(paths[:MOST_FILES], words)
    return OwnQuestions(sets, (*many, *problems))
