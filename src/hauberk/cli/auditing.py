"""What ``hauberk audit`` is asked for, from options: whose account, which functions, what was read of it before."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from hauberk.cli.errors import UsageError
from hauberk.cli.journal import SUFFIX
from hauberk.model.concealed import Key
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.account.filters import Filters, filters_of
from hauberk.sources.account.snapshot import BUDGET, Snapshot, read_snapshot

if TYPE_CHECKING:
    from hauberk.sources.account.calling.buckets import Pace
    from hauberk.sources.account.calling.sessions import Asked, Opened

_OF_SNAPSHOT = "the snapshot to go on with is of {}: leave {} out"
_REPEATED = ("profile", "role_arn", "external_id", "endpoint_url", "key_file", "share", "select", "ignore", "severity")
"""The options that a snapshot doesn't have, which going on with it needs again."""


def words(given: list[str]) -> list[str]:
    """What was given by several options, or parted by commas."""
    return [word for one in given for word in one.replace(" ", "").split(",") if word]


def need_boto3() -> None:
    """Raises :class:`UsageError` where the SDK isn't installed."""
    try:
        import hauberk.sources.account.calling.errors  # noqa: F401 - imports it
    except ImportError as error:
        if error.name not in ("boto3", "botocore"):
            raise
        raise UsageError("hauberk audit needs boto3: pip install 'hauberk[account]'") from None


def filters_from(options: argparse.Namespace) -> Filters:
    """The functions that are wanted. Raises :class:`UsageError`."""
    tags = []
    for given in options.tags:
        key, equals, value = given.partition("=")
        if not key or not equals:
            raise UsageError(f"--tags {given}: say the tag as KEY=VALUE")
        tags.append((key, value))
    if len({key for key, _ in tags}) < len(tags):
        raise UsageError("--tags: a key is said twice, and a function has one value of it")
    return Filters(tuple(words(options.functions)), tuple(tags), options.stack)


def asked_from(options: argparse.Namespace) -> "Asked":
    """Whose account is meant. Raises :class:`UsageError`."""
    from hauberk.sources.account.calling.sessions import Asked

    if options.external_id and not options.role_arn:
        raise UsageError("--external-id is for a role: say --role-arn too")
    regions = tuple(words(options.region))
    return Asked(options.profile, regions, options.role_arn, options.external_id, options.endpoint_url)


def opened_from(options: argparse.Namespace, earlier: Snapshot | None = None) -> "Opened":
    """The account that answers. Raises :class:`UsageError` with the next step."""
    from hauberk.sources.account.calling.sessions import SessionError, opened

    asked = asked_from(options)
    try:
        found = opened(asked if earlier is None else asked._replace(regions=earlier.regions))
    except SessionError as error:
        raise UsageError(str(error)) from None
    if earlier is not None and (found.account.id, found.account.partition) != (earlier.account, earlier.partition):
        raise UsageError(
            f"the snapshot is of account {earlier.account}, and these credentials are of {found.account.id}"
        )
    return found


def pace_from(options: argparse.Namespace) -> "Pace | None":
    """The pace that is asked for; without one the reading takes its own."""
    from hauberk.sources.account.calling.buckets import Pace

    return Pace(options.share / 100) if options.share else None


def key_from(options: argparse.Namespace, earlier: Snapshot | None = None) -> Key:
    """The key of concealed values: that of ``--key-file``, which is made if there is no such file, or one that nobody
    keeps. What of an earlier snapshot was concealed under a key that is gone is told to be asked for again.

    Raises :class:`UsageError`, also for a key file that isn't the earlier snapshot's.
    """
    from hauberk.cli.key_file import make_key, read_key

    begun = earlier.key if earlier is not None else ""
    file = options.key_file
    if not file:
        key = Key.fresh()
        _tell_asked_again(earlier, key)
        return key
    if begun and not os.path.exists(file):
        raise UsageError(f"there is no {file}, and {options.resume} was concealed under a key: leave --key-file out")
    key = read_key(file) if os.path.exists(file) else make_key(file)
    if begun not in ("", key.id):
        raise UsageError(f"{options.resume} was concealed under another key than that of {file}")
    return key


def _tell_asked_again(earlier: Snapshot | None, key: Key) -> None:
    from hauberk.reports.fitting import counted
    from hauberk.sources.account.rekeying import of_other_keys

    again = len(of_other_keys(earlier, key)) if earlier is not None else 0
    if again:
        what = "values that were concealed under a key that isn't given (--key-file)"
        goes = "is" if again == 1 else "are"
        print(f"hauberk: {counted(again, 'answer')} with {what} {goes} asked for again", file=sys.stderr)


def earlier_from(options: argparse.Namespace) -> Snapshot | None:
    """The snapshot to go on with: that of ``--resume``, or its journal, where the run was killed before it was written.

    Raises :class:`UsageError`.
    """
    if not options.resume:
        return None
    file = options.resume
    journal = not os.path.exists(file) and os.path.exists(f"{file}{SUFFIX}")
    try:
        earlier = _read(f"{file}{SUFFIX}" if journal else file, journal or file.endswith(SUFFIX))
    except ReadingError as error:
        raise UsageError(f"{file} can't be gone on with: {error.text}") from None
    if options.region and words(options.region) not in ([*earlier.regions], ["all"]):
        raise UsageError(_OF_SNAPSHOT.format(", ".join(earlier.regions), "--region"))
    given = filters_from(options)
    if given and given != filters_of(earlier.filters):
        raise UsageError(_OF_SNAPSHOT.format("other functions", "--functions, --tags and --stack"))
    return earlier


def _read(file: str, cut: bool) -> Snapshot:
    folder, name = os.path.split(file)
    root = Root(folder or ".")
    return read_snapshot(root.read_bytes(name, BUDGET), cut=cut)


def how_to_go_on(options: argparse.Namespace, file: str) -> str:
    """The command that goes on with a snapshot."""
    from shlex import quote

    parts = ["hauberk", "audit", "--resume", quote(file)]
    for name in _REPEATED:
        value = getattr(options, name)
        for one in value if isinstance(value, list) else [value] if value else []:
            parts += [f"--{name.replace('_', '-')}", quote(str(one))]
    parts += [f"--{name.replace('_', '-')}" for name in ("code", "sample_logs", "trail") if getattr(options, name)]
    return " ".join(parts)
