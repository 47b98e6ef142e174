"""The environment variables Textual obeys, taken away before it is imported.

Several of them write what is typed or shown to a file (TEXTUAL_LOG, TEXTUAL_SCREENSHOT, TEXTUAL_DEBUG),
others run code of another's choosing (TEXTUAL_DRIVER). Textual reads them once, at import, so this module
must not import it.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

DEVELOPER = "IPS_TUI_DEV"
# Milliseconds until a lone Esc is taken as the key and not as the beginning of another key's sequence. Enough
# for a terminal on this computer; over a slow line a person sets ESCDELAY themselves.
ESC_DELAY = "25"


def clean_environment(environ: MutableMapping[str, str] = os.environ) -> None:
    """Drop every TEXTUAL variable unless IPS_TUI_DEV is "1", and make a lone Esc quick.

    To be called before Textual is imported.
    """
    if environ.get(DEVELOPER) != "1":
        for name in [name for name in environ if name.upper().startswith("TEXTUAL")]:
            del environ[name]
    environ.setdefault("ESCDELAY", ESC_DELAY)
