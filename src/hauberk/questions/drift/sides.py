"""The two sides of a comparison: a template, or a snapshot of an account."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.ledger import Location
from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.scan.discover import root_of
from hauberk.scan.placing import Placing
from hauberk.scan.sniff import may_be_snapshot
from hauberk.study.study import Study


class InputError(Exception):
    """A side that can't be read; the text says why."""


class Part(NamedTuple):
    """One application of a side, and the texts that its spans are in. ``region`` is empty for a template."""

    application: Application
    sources: Mapping[str, Source]
    region: str = ""


class Side:
    """What one side of a comparison holds. ``account`` is empty for a template; ``filters`` are those that an account
    was read with."""

    def __init__(
        self,
        shown: str,
        parts: Iterable[Part],
        account: str = "",
        taken: str = "",
        filters: Mapping[str, object] | None = None,
    ) -> None:
        self.shown = shown
        self.parts = tuple(parts)
        self.account = account
        self.taken = taken
        self.filters = filters or {}

    @property
    def is_deployed(self) -> bool:
        """Whether it is an account."""
        return bool(self.account)


class Half:
    """One application of a side, with what is asked of it."""

    def __init__(self, part: Part, account: str, today: date) -> None:
        self.application = part.application
        self.account = account
        self.region = part.region
        self.study = Study(part.application, today)
        self._sources = part.sources
        self._placing = Placing(part.sources, lambda: part.application.hidden)

    def renamed(self, application: Application) -> "Half":
        """The same with other names for its resources."""
        view = Half.__new__(Half)
        view.application, view.account, view.region = application, self.account, self.region
        view.study, view._placing, view._sources = Study(application, self.study.today), self._placing, self._sources
        return view

    @property
    def is_deployed(self) -> bool:
        """Whether it is of an account."""
        return bool(self.account)

    def place(self, span: Span | None, says: str, role: str) -> Location | None:
        """A place with its lines."""
        return self._placing.locate(Annotation(span, says), role)

    def unread(self, type_: str) -> str:
        """Why the resources of a type aren't known, if they aren't."""
        reason = self.application.unlisted.get(type_)
        return reason.text if reason is not None else ""

    def is_readable(self, type_: str) -> bool:
        """Whether Hauberk reads resources of a type here."""
        if not self.is_deployed:
            return True
        from hauberk.sources.account.planning import ALL_READS

        return any(type_ in read.facts for read in ALL_READS)

    def mentions(self, name: str) -> bool:
        """Whether the texts that it was read from have a name."""
        return any(name in source.text for source in self._sources.values())


def read_sides(before: str, after: str, pins: Mapping[str, str], environment: str) -> tuple[Side, Side]:
    """What two paths lead to. What is global stands in the same region of two accounts, if they have one in common.

    Raises :class:`InputError`, also for two accounts that were read of other functions: what one was not read of isn't
    gone.
    """
    one, other = (read_side(path, pins, environment) for path in (before, after))
    if not (one.is_deployed and other.is_deployed):
        return one, other
    if one.filters != other.filters:
        raise InputError(
            f"{one.shown} and {other.shown} were read with other --functions, --tags or --stack: what one of them"
            " leaves out isn't gone; compare two that were read alike"
        )
    theirs = {part.region for part in other.parts}
    home = next((part.region for part in one.parts if part.region in theirs), "")
    if not home or one.parts[0].region == other.parts[0].region:
        return one, other
    return read_side(before, pins, environment, home), read_side(after, pins, environment, home)


def read_side(path: str, pins: Mapping[str, str], environment: str, home: str = "") -> Side:
    """What a path leads to: a snapshot, by its first bytes, or else a template. ``home`` is the region in which what is
    global stands, instead of the first one that was read.

    Raises :class:`InputError`.
    """
    root, name = root_of(path, os.path.realpath(""), "")
    if root is None:
        raise InputError(f"there is no file {path!r}")
    if not name or root.is_folder(name):
        raise InputError(f"{path} is a folder; name a template or a snapshot")
    try:
        if may_be_snapshot(root, name):
            from hauberk.sources.account.applications import applications
            from hauberk.sources.account.snapshot import BUDGET, read_snapshot

            snapshot = read_snapshot(root.read_bytes(name, BUDGET))
            ordered = sorted(snapshot.regions, key=lambda region: region != home) if home else snapshot.regions
            snapshot = snapshot._replace(regions=tuple(ordered))
            regions = zip(applications(snapshot), snapshot.regions, strict=True)
            parts = (Part(one.application, one.sources, region) for one, region in regions)
            return Side(root.show(name), parts, snapshot.account, snapshot.taken, snapshot.filters)
        from hauberk.sources.cloudformation.reader import read_application
        from hauberk.sources.pins import pins_beside

        beside = pins_beside(root, name, environment)
        application = read_application(root, name, {**beside, **pins}, beside=beside)
        return Side(root.show(name), (Part(application, root.opened),))
    except ReadingError as error:
        raise InputError(f"{root.show(name)}: {error.text}") from None
