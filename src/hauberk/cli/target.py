"""From options and configuration to a plan: the same for every command that checks."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import hauberk
from hauberk.cli.errors import UsageError
from hauberk.cli.progress import progress
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity
from hauberk.scan.ignores import apply_settings
from hauberk.scan.pipeline import Plan, check
from hauberk.scan.selection import UnknownNameError, existing, select
from hauberk.scan.settings import Settings, SettingsError, find_settings

if TYPE_CHECKING:
    from hauberk.code.packs import Packs

_DEMO = os.path.join(os.path.dirname(hauberk.__file__), "demo", "vulnerable")
STDIN = "standard-input.yaml"
"""What a template from standard input is called in reports."""


class Target(NamedTuple):
    """A plan with the settings that it came from. ``unasked`` counts the controls that the settings leave out."""

    plan: Plan
    settings: Settings
    unasked: int = 0


def target_of(options: argparse.Namespace) -> Target:
    """What to check, and how. Raises :class:`UsageError`."""
    paths = _paths(options)
    unnamed = getattr(options, "unnamed", "")
    if options.select and not _split(options.select):
        raise UsageError("--select names nothing; leave it out to ask everything")
    try:
        start = "." if os.path.dirname(paths[0]) == unnamed != "" else paths[0]
        settings = Settings() if options.isolated or options.demo else find_settings(start)
        for ignore in settings.ignores:
            _exists(ignore.control, settings.file)
        chosen = tuple(options.select) or settings.select
        severity = Severity(options.severity) if options.severity else settings.severity
        live = _has_snapshot(paths, unnamed)
        controls = select(_split(chosen), _split((*settings.ignore, *options.ignore)), severity, of_accounts=live)
        asked, not_asked = _split(options.select), _split(options.ignore)
        wished = select(asked, not_asked, Severity(options.severity or "low"), of_accounts=live)
    except (SettingsError, UnknownNameError) as error:
        raise UsageError(str(error)) from None
    if options.no_ignores:
        settings = settings._replace(ignores=())
    if not controls:
        raise UsageError("these options leave no control to ask")
    plan = Plan(
        paths=paths,
        controls=controls,
        heed=not (options.no_ignores or options.isolated),
        pins={**settings.parameters, **_pins(options)},
        environment=options.config_env,
        isolated=options.isolated,
        base=_DEMO if options.demo else "",
        shown="demo" if options.demo else "",
        unnamed=unnamed,
        lenient=options.skip_non_templates,
        configuration=os.path.dirname(settings.file),
        exclude=tuple(options.exclude),
        configured=settings.exclude,
        jobs=options.jobs,
        today=date.today(),
        packs=settings.packs,
        chosen=bool(chosen),
        named=controls.intersection(_split(chosen)),
    )
    return Target(plan, settings, len(wished - controls))


def _has_snapshot(paths: Iterable[str], unnamed: str) -> bool:
    """Whether an account is among what is checked: files alone can be one."""
    files = [path for path in paths if os.path.isfile(path)]
    if not files:
        return False
    from hauberk.scan.snapshots import among

    return bool(among(files, "", "", unnamed))


def checked(target: Target) -> Ledger:
    """The ledger of a target, with what the configuration switches off."""
    with progress() as hear:
        ledger = check(target.plan, hear)
    settings = target.settings
    asked = target.plan.controls or frozenset()
    entries, notes = apply_settings(ledger.entries, settings.ignores, asked, target.plan.day)
    off = dict(ledger.switched_off)
    for entry in entries:
        if entry.suppressed is not None:
            off[entry.suppressed.how] = off.get(entry.suppressed.how, 0) + 1
    if target.unasked:
        off["controls"] = target.unasked
    if settings.parameters:
        notes.append(f"{os.path.basename(settings.file)} fixes {', '.join(sorted(settings.parameters))}")
    if settings.packs is not None:
        notes.append(f"{os.path.basename(settings.file)} says of code: {_said(settings.packs)}")
    return ledger._replace(entries=entries, notes=(*ledger.notes, *notes), switched_off=off)


def _said(packs: "Packs") -> str:
    from hauberk.scan.packs import listed

    return "; ".join(f"{section} {', '.join(names)}" for section, names in listed(packs))


@contextmanager
def with_stdin(options: argparse.Namespace) -> Iterator[argparse.Namespace]:
    """Options whose ``-`` stands for a file with what came over standard input."""
    if "-" not in options.paths:
        yield options
        return
    from hauberk.cli.keeping import kept

    with kept(sys.stdin.buffer, STDIN) as file:
        paths = [file if path == "-" else path for path in options.paths]
        yield argparse.Namespace(**{**vars(options), "paths": paths, "unnamed": os.path.dirname(file)})


def _paths(options: argparse.Namespace) -> tuple[str, ...]:
    if options.demo:
        return (_DEMO,)
    paths = tuple(options.paths) or (".",)
    for path in paths:
        if not os.path.exists(path):
            hint = "; each NAME=VALUE needs a --parameters of its own" if options.parameters and "=" in path else ""
            raise UsageError(f"there is no file or folder {path!r}{hint}")
    return paths


def _exists(control: str, file: str) -> None:
    try:
        existing(control)
    except UnknownNameError as error:
        raise SettingsError(f"{file}: an entry of ignores: {error}") from None


def _split(words: Iterable[str]) -> list[str]:
    return [word for given in words for word in given.replace(" ", "").split(",") if word]


def _pins(options: argparse.Namespace) -> dict[str, str]:
    if not options.parameters:
        return {}
    from hauberk.cli.pins import pins_of

    return pins_of(options.parameters, options.config_env)
