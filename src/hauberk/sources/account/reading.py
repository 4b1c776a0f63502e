"""An account as it is now: who is asked, by what plan, and the snapshot that comes of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.concealed import Key
from hauberk.sources.account.calls import Answer, Call, Data, Unread
from hauberk.sources.account.filters import NO_FILTERS, Filters
from hauberk.sources.account.named import with_names
from hauberk.sources.account.planning import ALL_READS, reads_for
from hauberk.sources.account.reads import Read
from hauberk.sources.account.rekeying import of_other_keys
from hauberk.sources.account.snapshot import Snapshot
from hauberk.sources.account.unread import AGAIN

if TYPE_CHECKING:
    from hauberk.sources.account.calling.buckets import Pace
    from hauberk.sources.account.calling.clients import Clients
    from hauberk.sources.account.calling.collecting import Interruption, Pages

_TELLS_CODE = "lambda:GetFunction"
_LISTS, _TAGS = "lambda:ListFunctions", "resourcegroupstaggingapi:GetResources"
"""The reads that tell which functions are meant by filters."""
SHARE = 0.5
"""Of AWS's limits, which the team's own deployments use as well."""


class Account(NamedTuple):
    """The account that credentials lead to, by what STS says of the caller."""

    partition: str
    id: str
    caller: str


def whose(clients: "Clients", region: str) -> Account:
    """Who is calling. Raises what the SDK raises: without an answer to this there is nobody to ask."""
    arn, account = clients.caller(region)
    return Account(arn.split(":")[1], account, arn)


class Plan(NamedTuple):
    """What is to be read: which reads, in which regions, of which functions."""

    reads: tuple[Read, ...]
    regions: tuple[str, ...]
    filters: Filters = NO_FILTERS


class Reading(NamedTuple):
    """What came of a plan. ``requests`` counts those that were made, by API, pages and further attempts among them;
    ``ended`` is set where not all could be asked."""

    snapshot: Snapshot
    requests: Mapping[str, int]
    ended: "Interruption | None" = None


class Watching(NamedTuple):
    """Who follows a reading: told each answer, with how many calls are answered, how many are known of, and the seconds
    that the rest takes at its pace."""

    begin: Callable[[Snapshot], None] = lambda _: None
    answered: Callable[[Call, Answer, int, int, float], None] = lambda *_: None


UNWATCHED = Watching()


def plan_for(
    facts: Iterable[str], regions: tuple[str, ...], filters: Filters = NO_FILTERS, asked: Iterable[str] = ()
) -> Plan:
    """The plan for some facts. ``asked`` are reads that are of it in any case, by their names."""
    chosen = {read.name for read in reads_for(facts)} | set(asked)
    return Plan(filters.reads([read for read in ALL_READS if read.name in chosen]), regions, filters)


def telling(plan: Plan) -> tuple[Plan, ...]:
    """The parts of a plan that tell which functions its filters mean, each with what the one before it told: who has
    the tags, if any are asked for, and which functions there are. None, where functions aren't asked about."""
    if not plan.filters or not any(read.name == _LISTS for read in plan.reads):
        return ()
    tags = tuple(read for read in plan.reads if read.name == _TAGS)
    lists = tuple(read for read in plan.reads if read.name == _LISTS)
    return tuple(plan._replace(reads=reads) for reads in (tags, (*tags, *lists)) if reads)


def untold(snapshot: Snapshot) -> Unread | None:
    """Why no region told who has the tags, or which functions there are: then it isn't known whom the filters mean."""
    for api in (_TAGS, _LISTS):
        told = [answer for made, answer in snapshot.answers.items() if made.api == api]
        unread = [answer for answer in told if isinstance(answer, Unread)]
        if unread and len(unread) == len(told):
            return unread[0]
    return None


def means_nobody(snapshot: Snapshot) -> bool:
    """Whether every region that was asked for its functions told them, and none was meant."""
    told = [answer for made, answer in snapshot.answers.items() if made.api == _LISTS]
    return bool(told) and all(isinstance(one, Data) and not one.content.get("Functions") for one in told)


def read_account(clients: "Clients", account: Account, regions: tuple[str, ...], facts: Iterable[str]) -> Snapshot:
    """What the account holds of some facts, in some regions; as far as it was read, where the credentials ended."""
    return carry_out(clients, account, plan_for(facts, regions)).snapshot


def carry_out(
    clients: "Clients",
    account: Account,
    plan: Plan,
    pace: "Pace | None" = None,
    key: Key | None = None,
    earlier: Snapshot | None = None,
    watching: Watching = UNWATCHED,
    code: str = "",
) -> Reading:
    """What an account holds of a plan. ``code`` is a folder into which the code of its functions is brought, if any.

    What may be secret is concealed under ``key``, or under one that nobody keeps.

    Of ``earlier``, a snapshot of the same account that wasn't read to the end, everything is kept but what may be
    answered now, and what was concealed under another key. Without a ``pace`` the share :data:`SHARE` of AWS's limits
    is used, where it is AWS who answers.
    """
    from hauberk.sources.account.calling.buckets import Pace
    from hauberk.sources.account.calling.collecting import Collecting
    from hauberk.sources.account.calling.kept import Door
    from hauberk.sources.account.calling.schedule import Schedule

    key = key or Key.fresh()
    began = Snapshot(
        partition=account.partition,
        account=account.id,
        regions=plan.regions,
        taken=earlier.taken if earlier else datetime.now(UTC).isoformat(timespec="seconds"),
        asked=frozenset(read.name for read in plan.reads),
        answers=_kept(earlier, bool(code), key) if earlier else {},
        key=key.id,
        filters=plan.filters.told(),
    )
    watching.begin(began)
    if pace is None:
        pace = Pace(SHARE if clients.of_aws else None)
    schedule = Schedule(in_order(plan.reads), plan.regions, pace, began.answers)

    def hear(made: Call, answer: Answer) -> None:
        done, left = len(schedule.answers), schedule.unanswered
        watching.answered(made, answer, done, done + left, schedule.seconds)

    pages: Pages = clients
    if code:
        from hauberk.sources.account.calling.code import Downloads, WithCode

        pages = WithCode(clients, Downloads(code))
    found = Collecting(pages, schedule, Door(key), hear, plan.filters.narrow).run()
    return Reading(with_names(began._replace(answers=found.answers), key), found.requests, found.ended)


def in_order(reads: Sequence[Read]) -> tuple[Read, ...]:
    """The reads of a plan, each after those that it comes after."""
    by_name: dict[str, list[Read]] = {}
    for read in reads:
        by_name.setdefault(read.name, []).append(read)
    found: dict[int, Read] = {}

    def put(read: Read) -> None:
        if id(read) not in found:
            for earlier in (one for name in read.after for one in by_name.get(name, ()) if one is not read):
                put(earlier)
            found[id(read)] = read

    for read in reads:
        put(read)
    return tuple(found.values())


def _kept(earlier: Snapshot, code: bool, key: Key) -> dict[Call, Answer]:
    """The answers of an earlier reading that stand. Code that was brought then is gone, so its functions are asked for
    again where it is wanted."""
    others = of_other_keys(earlier, key)
    return {
        made: answer
        for made, answer in earlier.answers.items()
        if not (isinstance(answer, Unread) and answer.code in AGAIN)
        and not (code and made.api == _TELLS_CODE)
        and made not in others
    }
