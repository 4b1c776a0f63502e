"""``--parameters``."""

import os

from hauberk.cli.errors import UsageError
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.pins import read_pins


def pins_of(given: list[str], environment: str) -> dict[str, str]:
    """The parameters that ``--parameters`` fixes. Raises :class:`UsageError`."""
    pins: dict[str, str] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if equals and name and not os.path.isfile(word):
            pins[name] = value
            continue
        folder, file = os.path.split(word)
        try:
            pins.update(read_pins(Root(folder or "."), file, environment))
        except ReadingError as error:
            what = "" if os.path.exists(word) else " takes NAME=VALUE or a file, not"
            raise UsageError(f"--parameters{what} {word!r}: {error.text}") from None
    return pins
