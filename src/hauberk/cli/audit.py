"""``hauberk audit``."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from hauberk.cli.errors import UsageError
from hauberk.cli.faults import tell_faults
from hauberk.cli.reporting import output_of, report
from hauberk.cli.writing import may_write, write_whole_bytes
from hauberk.model.exits import Exit
from hauberk.model.foreign import TYPES as FOREIGN
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity, State
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.reports.formats import WITH_EXCERPTS, WITH_MAPS
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.scan.selection import UnknownNameError, select
from hauberk.sources.account.reading import read_account, whose

if TYPE_CHECKING:
    from hauberk.sources.account.calling.clients import Clients

BESIDE = (*FOREIGN, "Account::Organization", "AWS::Organizations::Policy")
"""What is read beside what controls look at, unless some are selected: what AWS's services found, and what bounds the
account."""


def run(options: argparse.Namespace) -> int:
    """Reads an account, asks, reports, and gives the exit code."""
    if options.dry_run and not options.send:
        raise UsageError("--dry-run tells what --send would send: say --send too")
    outputs = [output_of(text) for text in options.output]
    for file in (*(file for _, file in outputs), *([options.save] if options.save else ())):
        may_write(file)
    try:
        severity = Severity(options.severity or "low")
        names = select(_split(options.select), _split(options.ignore), severity)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    controls = tuple(control for control in all_controls() if control.name in names)
    clients, regions = clients_of(options)
    facts = {fact for control in controls for fact in needs_of(control.name)}
    if not options.select:
        facts |= {*BESIDE}
    snapshot = read_account(clients, whose(clients, regions[0]), regions, facts)
    if options.save:
        write_whole_bytes(options.save, snapshot.packed())
    formats = {options.format, *(format_ for format_, _ in outputs)}
    shown = formats - {"text"} if options.quiet else formats
    asking = Asking(controls, date.today(), False, bool(shown & WITH_EXCERPTS), bool(shown & WITH_MAPS))
    ledger = check_snapshot(snapshot, asking)
    if not (options.send and options.dry_run):
        report(ledger, options, outputs, snapshot.taken)
    failed = False
    if options.send:
        from hauberk.cli.sending import send_findings

        failed = send_findings(ledger, options, snapshot.taken, names, clients)
    code = _exit(ledger, options, tell_faults(ledger))
    return Exit.FIX_FAILED if failed and code is not Exit.INTERNAL else code


def _split(words: list[str]) -> list[str]:
    return [word for given in words for word in given.replace(" ", "").split(",") if word]


def clients_of(options: argparse.Namespace) -> "tuple[Clients, tuple[str, ...]]":
    """The clients of the account that credentials lead to, and the regions to read."""
    try:
        import boto3
    except ImportError:
        raise UsageError("hauberk audit needs boto3: pip install 'hauberk[account]'") from None
    from botocore.exceptions import BotoCoreError

    from hauberk.sources.account.calling.clients import Clients

    try:
        session = boto3.Session(profile_name=options.profile or None)
        regions = tuple(_split(options.region)) or ((session.region_name,) if session.region_name else ())
        if not regions:
            raise UsageError("no region is configured: say --region")
        partition = session.get_partition_for_region(regions[0])
    except BotoCoreError as error:
        raise UsageError(str(error)) from None
    return Clients(session, partition, options.endpoint_url), regions


def _exit(ledger: Ledger, options: argparse.Namespace, failed: bool) -> Exit:
    if not options.exit_zero:
        unknown = "unknown" in options.fail_on and ledger.total(State.UNKNOWN)
        if ledger.findings() or unknown:
            return Exit.YES
    if failed:
        return Exit.INTERNAL
    return Exit.UNREAD if ledger.gaps and not options.allow_unread else Exit.NO
