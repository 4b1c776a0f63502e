"""``hauberk audit --plan`` and ``--print-policy``: what would be called, and what has to be allowed for it."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hauberk.cli.auditing import asked_from, opened_from, words
from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out
from hauberk.reports.fitting import counted
from hauberk.sources.account.filters import Filters
from hauberk.sources.account.reading import SHARE, Plan, plan_for

if TYPE_CHECKING:
    from hauberk.sources.account.calling.estimating import Expected, Sizes
    from hauberk.sources.account.calling.policy import Where

_UNITS = {
    "lambda:ListFunctions": "function",
    "lambda:ListAliases": "alias",
    "lambda:ListFunctions (all versions)": "published version",
    "iam:GetAccountAuthorizationDetails": "user, group or role",
}
"""What a list is of, in a word; of others the list is named."""


def show_plan(options: argparse.Namespace, facts: Iterable[str], filters: Filters) -> None:
    """Prints the calls of a plan by API, and the time that they take."""
    from hauberk.sources.account.calling.estimating import expected, sizes_of

    sizes: Sizes = {}
    try:
        opened = opened_from(options)
    except UsageError as error:
        print(f"hauberk: how many there are of each isn't asked: {error}", file=sys.stderr)
        plan = plan_for(facts, _named(options) or ("each region",), filters)
    else:
        plan = plan_for(facts, opened.regions, filters)
        sizes = sizes_of(opened.clients, plan)
    share = options.share / 100 if options.share else SHARE
    write_out("\n".join((*_lines(expected(plan, sizes)), "", *_times(expected(plan, sizes), plan, share))) + "\n")


def _named(options: argparse.Namespace) -> tuple[str, ...]:
    return tuple(word for word in words(options.region) if word != "all")


def _lines(calls: "Iterable[Expected]") -> Iterator[str]:
    by_read: dict[tuple[str, str], list[Expected]] = {}
    for one in calls:
        by_read.setdefault((one.api, one.variant), []).append(one)
    broad = max((len(api) for api, _ in by_read), default=0)
    for (api, variant), own in by_read.items():
        known = [one.calls for one in own if one.calls is not None]
        number = (
            f"{sum(known):,}{'+' if len(known) < len(own) or any(one.least for one in own) else ''}" if known else "?"
        )
        yield f"{api:{broad}} {number:>8}{_each(own[0].each, variant)}".rstrip()


def _each(lists: tuple[str, ...], variant: str) -> str:
    if not lists:
        return f"  {variant}" if variant else ""
    units = [_UNITS.get(name, f"of {name}") for name in lists]
    told = f"  one for each {' and '.join((', '.join(units[:-1]), units[-1]) if units[1:] else units)}"
    return f"{told} {variant}" if variant else told


def _times(calls: "tuple[Expected, ...]", plan: Plan, share: float) -> Iterator[str]:
    from hauberk.sources.account.calling.estimating import seconds

    counted_calls = sum(one.calls or 0 for one in calls)
    open_ = sum(1 for one in calls if one.calls is None or one.least)
    regions = ", ".join(plan.regions) if len(plan.regions) < 4 else f"{len(plan.regions)} regions"
    yield f"{counted(counted_calls, 'call')} that can be counted before, in {regions}"
    if open_:
        yield "and those for each of what isn't counted yet (?, +)"
    alone, shared = spell(seconds(calls)), spell(seconds(calls, share))
    yield f"At AWS's published limits this takes {alone}, at {share:.0%} of them {shared}."


def spell(seconds: float) -> str:
    """A time in words: ``40 s``, ``2 min``, ``1 h 5 min``."""
    if seconds < 1:
        return "less than a second"
    if seconds < 90:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def print_policy(options: argparse.Namespace, facts: Iterable[str], filters: Filters) -> None:
    """Prints the least policy that lets a plan be read; where it is longer than a managed policy may be, a list of
    several that do so together."""
    from hauberk.sources.account.calling.parting import MOST, parted
    from hauberk.sources.account.calling.policy import grants, policy_of

    where = _where(options)
    policies = parted(policy_of(grants(plan_for(facts, where.regions or ("eu-west-1",), filters), where)))
    if len(policies) > 1:
        print(
            f"hauberk: it has more than the {MOST:,} characters of a managed policy, so this is a list of"
            f" {len(policies)}: attach all of them",
            file=sys.stderr,
        )
    write_out(json.dumps(policies if len(policies) > 1 else policies[0], indent=2) + "\n")


def _where(options: argparse.Namespace) -> "Where":
    """What is known of the account: all of it if somebody answers, else what the options say."""
    from hauberk.sources.account.calling.policy import Where

    asked = asked_from(options)
    every = "all" in asked.regions
    try:
        opened = opened_from(options)
    except UsageError:
        parts = asked.role.split(":")
        partition, account = (parts[1], parts[4]) if len(parts) > 5 else ("aws", "*")
        return Where(partition, account, () if every else _named(options))
    return Where(opened.account.partition, opened.account.id, () if every else opened.regions)
