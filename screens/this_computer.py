"""What belongs to this computer alone, changed while the program runs: into the settings file, and in force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.config import Config, read_config
from ips_tui.config_file import NotChanged as NotChanged
from ips_tui.config_file import Value, change_setting
from ips_tui.content.words import load_words
from screens.desk import desk_of

if TYPE_CHECKING:
    from screens.app import IpsApp


def change(app: IpsApp, name: str, value: Value | None, *, table: str = "") -> None:
    """Let the settings file say this, None for what it says by itself, and let it hold from now on.

    After other words were chosen, the screens that stand still speak the old ones; who asked for it has them made
    anew. Raises NotChanged, and then everything is as it was.
    """
    if app.config_path is None:
        raise NotChanged("config.not_written")
    change_setting(app.config_path, name, value, table=table)
    hold(app, kept(app))


def kept(app: IpsApp) -> Config:
    """The settings as the file has them."""
    return Config() if app.config_path is None else read_config(app.config_path)[0]


def hold(app: IpsApp, config: Config) -> None:
    """Let these settings hold from now on."""
    desk = desk_of(app)
    if config.words != desk.words.pack:
        desk.words = load_words(config.words)
    desk.config = config
    app.settings_changed()
