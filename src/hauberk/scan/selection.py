"""Which controls a check asks: by name, by practice, by severity."""

from collections.abc import Iterable

from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity
from hauberk.practices import all_controls, controls_named, template_controls
from hauberk.scan.nearest import nearest


class UnknownNameError(Exception):
    """A name that no control and no practice has, and the text suggests the nearest; or a choice of nothing."""


def select(
    chosen: Iterable[str] = (),
    ignored: Iterable[str] = (),
    severity: Severity = Severity.LOW,
    *,
    of_accounts: bool = True,
) -> frozenset[str]:
    """The names of the controls that are asked.

    ``chosen`` (all, if there is none) and ``ignored`` are names of controls or numbers of practices. Where nothing is
    chosen, those that only an account is asked are left out unless there is one (``of_accounts``). Raises
    :class:`UnknownNameError`.
    """
    words = tuple(chosen)
    wanted, unwanted = _named(words), _named(ignored)
    if words and not wanted:
        raise UnknownNameError(
            f"practice {', '.join(words)} has no control to ask; `hauberk explain` and `hauberk controls` are all of it"
        )
    return frozenset(
        control.name
        for control in (controls_named(wanted) if words else all_controls() if of_accounts else template_controls())
        if control.name not in unwanted and control.severity >= severity
    )


def _named(words: Iterable[str]) -> frozenset[str]:
    names: set[str] = set()
    for word in words:
        if word.isdecimal():
            number = practice(word)
            names.update(control.name for control in all_controls() if control.practice == number)
        else:
            names.add(existing(word))
    return frozenset(names)


def practice(word: str) -> int:
    """The practice that a number names. Raises :class:`UnknownNameError`."""
    number = int(word) if len(word) < 4 else 0  # int() refuses thousands of digits
    if number not in PRACTICES:
        raise UnknownNameError(f"there is no practice {word}; there are {min(PRACTICES)} to {max(PRACTICES)}")
    return number


def existing(name: str) -> str:
    """``name``, if a control has it. Raises :class:`UnknownNameError`."""
    if any(control.name == name for control in template_controls()):
        return name
    names = [control.name for control in all_controls()]
    if name in names:
        return name
    hint = nearest(name, names) or "; `hauberk controls` lists them all"
    raise UnknownNameError(f"there is no control named {name!r}{hint}")
