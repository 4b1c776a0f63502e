"""Configuration: ``hauberk.toml``, or ``[tool.hauberk]`` of ``pyproject.toml``. Pure data, every key known."""

import os
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from hauberk.model.verdict import Severity
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root

if TYPE_CHECKING:
    from hauberk.code.packs import Packs

FILES = ("hauberk.toml", "pyproject.toml")
MAX_WORDS = 1_000
"""Entries of one list of a configuration: each is compared with each file or finding."""
KEYS = (
    "allow-unread",
    "baseline",
    "code",
    "exclude",
    "fail-on",
    "ignore",
    "ignores",
    "parameters",
    "select",
    "severity",
)


class SettingsError(Exception):
    """A configuration that can't be used; the text says where and why."""


class Ignore(NamedTuple):
    """A finding that the configuration switches off, until a day if there is one (ISO)."""

    control: str
    reason: str
    subject: str = "*"
    path: str = "*"
    until: str = ""


class Settings(NamedTuple):
    """What a configuration file says. ``file`` is where it was found, empty if nowhere."""

    file: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    severity: Severity = Severity.LOW
    fail_on: tuple[str, ...] = ()
    baseline: str = ""
    allow_unread: bool = False
    parameters: Mapping[str, str] = {}
    ignores: tuple[Ignore, ...] = ()
    packs: "Packs | None" = None


def find_settings(start: str) -> Settings:
    """The settings of the nearest configuration at or above a folder, not above the repository's root.

    Raises :class:`SettingsError`.
    """
    place = os.path.realpath(start)
    if not os.path.isdir(place):
        place = os.path.dirname(place)
    while True:
        for name in FILES:
            if os.path.isfile(os.path.join(place, name)):
                settings = read_settings(place, name)
                if settings is not None:
                    return settings
        above = os.path.dirname(place)
        if above == place or os.path.exists(os.path.join(place, ".git")):
            return Settings()
        place = above


def read_settings(folder: str, name: str) -> Settings | None:
    """The settings of one file; ``None`` for a ``pyproject.toml`` that says nothing of Hauberk."""
    from hauberk.reading.toml import read_toml

    shown = os.path.join(folder, name)
    try:
        source = Root(folder).read(name)
        content: Any = read_toml(source)
    except ReadingError as error:
        raise SettingsError(f"{shown}: {error.text}") from None
    if name == "pyproject.toml":
        content = content.get("tool", {}).get("hauberk") if isinstance(content.get("tool"), dict) else None
        if content is None:
            return None
    return _settings(shown, content)._replace(packs=_packs(shown, content, source.text))


def _settings(file: str, content: Any) -> Settings:
    if not isinstance(content, dict):
        raise SettingsError(f"{file}: the configuration isn't a table")
    for key in content:
        if key not in KEYS:
            raise SettingsError(f"{file}: unknown key {key!r}; there are {', '.join(KEYS)}")
    if content.get("select") == []:
        raise SettingsError(f"{file}: select is empty; leave it out to ask everything")
    severity = content.get("severity", "low")
    if severity not in [s.value for s in Severity]:
        raise SettingsError(f"{file}: severity is one of {', '.join(s.value for s in Severity)}, not {severity!r}")
    parameters = content.get("parameters", {})
    if not isinstance(parameters, dict) or any(isinstance(value, (dict, list)) for value in parameters.values()):
        raise SettingsError(f"{file}: parameters is a table of names and values")
    allow_unread = content.get("allow-unread", False)
    if not isinstance(allow_unread, bool):
        raise SettingsError(f"{file}: allow-unread is true or false")
    fail_on = _texts(file, content, "fail-on")
    if any(word != "unknown" for word in fail_on):
        raise SettingsError(f"{file}: fail-on is a list of 'unknown'")
    return Settings(
        file=file,
        select=_texts(file, content, "select"),
        ignore=_texts(file, content, "ignore"),
        exclude=_texts(file, content, "exclude"),
        severity=Severity(severity),
        fail_on=fail_on,
        baseline=_inside(file, content, "baseline"),
        allow_unread=allow_unread,
        parameters={str(name): _scalar(value) for name, value in parameters.items()},
        ignores=tuple(_ignore(file, entry) for entry in _list(file, content, "ignores")),
    )


def _packs(file: str, content: dict[str, Any], text: str) -> "Packs | None":
    tables = content.get("code", {})
    if tables == {}:
        return None
    from hauberk.scan.packs import PackError, line_of, packs_of

    try:
        return packs_of(tables)
    except PackError as error:
        line = line_of(text, error.section, error.name)
        raise SettingsError(f"{file}{f':{line}' if line else ''}: {error}") from None


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(file: str, content: dict[str, Any], key: str) -> str:
    value = content.get(key, "")
    if not isinstance(value, str):
        raise SettingsError(f"{file}: {key} is a text")
    return value


def _inside(file: str, content: dict[str, Any], key: str) -> str:
    """The path of a file in the configuration's folder or below: a target's configuration reaches no further, by links
    neither."""
    value = _text(file, content, key)
    if not value:
        return ""
    folder, name = os.path.split(file)
    try:
        root = Root(folder)
        return os.path.join(folder, root.inside(root.join(name, value)))
    except ReadingError as error:
        raise SettingsError(f"{file}: {key}: {error.text}") from None


def _list(file: str, content: dict[str, Any], key: str) -> list[Any]:
    value = content.get(key, [])
    if not isinstance(value, list):
        raise SettingsError(f"{file}: {key} is a list")
    if len(value) > MAX_WORDS:
        raise SettingsError(f"{file}: {key} has more than {MAX_WORDS:,} entries")
    return value


def _texts(file: str, content: dict[str, Any], key: str) -> tuple[str, ...]:
    values = _list(file, content, key)
    if not all(isinstance(value, (str, int)) and not isinstance(value, bool) for value in values):
        raise SettingsError(f"{file}: {key} is a list of texts")
    return tuple(str(value) for value in values)


def _ignore(file: str, entry: Any) -> Ignore:
    if not isinstance(entry, dict):
        raise SettingsError(f"{file}: each entry of ignores is a table")
    for key in entry:
        if key not in ("control", "path", "reason", "subject", "until"):
            raise SettingsError(
                f"{file}: unknown key {key!r} in ignores; there are control, path, reason, subject, until"
            )
    for key in ("control", "reason"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise SettingsError(f"{file}: an entry of ignores needs a {key}")
    for key in ("path", "subject"):
        if not isinstance(entry.get(key, "*"), str):
            raise SettingsError(f"{file}: {key} of an entry of ignores is a text")
    until = str(entry.get("until", ""))
    if until and not is_day(until):
        raise SettingsError(f"{file}: until is a day such as 2027-01-31, not {until!r}")
    return Ignore(entry["control"], entry["reason"], entry.get("subject", "*"), entry.get("path", "*"), until)


def is_day(text: str) -> bool:
    """Whether a text is a day in ISO form."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
