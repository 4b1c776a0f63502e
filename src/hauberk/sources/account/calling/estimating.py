"""What a plan costs before it is carried out: calls by API, and the time at the limits of AWS.

How many functions and identities there are is told by two cheap calls (``lambda:GetAccountSettings``,
``iam:GetAccountSummary``). What hangs on other answers isn't known before; it is told in words.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.limits import limit_of
from hauberk.sources.account.calls import GLOBAL
from hauberk.sources.account.reading import Plan
from hauberk.sources.account.reads import Read

_FUNCTIONS = "lambda:ListFunctions"
_IDENTITIES = "iam:GetAccountAuthorizationDetails"
_PAGES = {_FUNCTIONS: 50, _IDENTITIES: 1000}
"""Entries of a page: AWS gives no more, whatever is asked for (Lambda and IAM API reference, 2026-11)."""
_SUMMED = ("Users", "Groups", "Roles", "Policies")
Sizes = Mapping[tuple[str, str], int]
"""How much a list has in a region, by its API."""


class Expected(NamedTuple):
    """The calls of a read in a region. ``least`` says that there may be more, ``each`` what there is one for; without
    a number (``None``) it isn't known how many of that there are. ``variant`` is the read's."""

    api: str
    region: str
    calls: int | None
    each: tuple[str, ...] = ()
    variant: str = ""

    @property
    def least(self) -> bool:
        """Whether the number is only a part: it is one for each of two lists, of which the length of one is known, or
        for the pages of a list that is longer than what was counted."""
        return self.calls is not None and (len(self.each) > 1 or bool(self.variant))


def sizes_of(clients: Clients, plan: Plan) -> dict[tuple[str, str], int]:
    """How long the lists are that a cheap call tells of; those whose call fails are left out."""
    found: dict[tuple[str, str], int] = {}
    apis = {read.api for read in plan.reads}
    for region in plan.regions if _FUNCTIONS in apis and not plan.filters else ():
        try:
            usage = clients.client("lambda", region).get_account_settings()["AccountUsage"]
            found[_FUNCTIONS, region] = int(usage["FunctionCount"])
        except (BotoCoreError, ClientError, KeyError):
            continue
    if _IDENTITIES in apis:
        try:
            summary = clients.client("iam", GLOBAL).get_account_summary()["SummaryMap"]
            found[_IDENTITIES, GLOBAL] = sum(int(summary.get(name, 0)) for name in _SUMMED)
        except (BotoCoreError, ClientError, KeyError):
            pass
    return found


def expected(plan: Plan, sizes: Sizes) -> tuple[Expected, ...]:
    """What a plan calls, an entry for each read and region, in its order."""
    whole = {read.api for read in plan.reads if not read.variant and read.each is not None}
    return tuple(
        Expected(
            read.api, region, _calls(read, region, sizes), read.after if read.each is not None else (), read.variant
        )
        for read in plan.reads
        if not (read.variant and read.api in whole)  # what is asked of some is asked of all
        for region in ((GLOBAL,) if read.anywhere else plan.regions)
    )


def _calls(read: Read, region: str, sizes: Sizes) -> int | None:
    if read.each is None:
        return max(1, ceil(sizes.get((read.api, region), 1) / _PAGES.get(read.api, 1)))
    if read.variant:
        return None  # one for some of a list
    return next((sizes[name, region] for name in read.after if (name, region) in sizes), None)


def seconds(calls: Iterable[Expected], share: float = 1.0) -> float:
    """The time that those calls take whose number is known, at a share of the limits: buckets run side by side."""
    by_bucket: dict[tuple[str, str], tuple[float, float, int]] = {}
    for one in calls:
        limit = limit_of(*one.api.split(":", 1))
        _, _, before = by_bucket.get((limit.name, one.region), (0.0, 0.0, 0))
        by_bucket[limit.name, one.region] = (limit.rate * share, limit.burst * share, before + (one.calls or 0))
    return max((max(0.0, number - max(burst, 1.0)) / rate for rate, burst, number in by_bucket.values()), default=0.0)
