"""What Zappa deploys: the application of a web framework that its settings name.

Source: github.com/zappa/Zappa, README, "Advanced Settings", ``app_function`` (2026-11).
"""

from typing import NamedTuple

from hauberk.model.regex import regex
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root

SETTINGS = ("zappa_settings.json", "zappa_settings.toml", "zappa_settings.yml", "zappa_settings.yaml")
_NAMED = regex(r"""\bapp_function["']?\s{0,8}[:=]\s{0,8}["']?([A-Za-z_][\w.]{0,200})\.([A-Za-z_]\w{0,99})\b""")
"""Looked for as text: people write comments into the JSON."""


class Named(NamedTuple):
    """A variable of a file that holds the application."""

    path: str
    name: str


def deployed(root: Root, folder: str, names: frozenset[str]) -> tuple[Named, ...]:
    """What the settings in a folder name, whose entries are called ``names``."""
    found: dict[Named, None] = {}
    for file in SETTINGS:
        if file in names:
            start = f"{folder}/" if folder else ""
            try:
                text = root.read(f"{start}{file}").text
            except ReadingError:
                continue
            for module, name in _NAMED.findall(text):
                found[Named(f"{start}{module.replace('.', '/')}.py", name)] = None
    return tuple(found)
