"""Plans that are no service's, and someone who answers them without a network."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.collecting import Patience
from hauberk.sources.account.calling.paging import NO_PAGES, Paging
from hauberk.sources.account.calling.schedule import Schedule, Task
from hauberk.sources.account.calls import Answers, Call
from hauberk.sources.account.reads import Read

REGION = "eu-west-1"


def names(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """An argument for each function that was listed."""
    return [{"FunctionName": one["FunctionName"]} for one in answers.data("lambda", "ListFunctions")["Functions"]]


def aliases(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """One for each function, and one for each of its aliases."""
    for one in names(answers):
        yield one
        for alias in answers.data("lambda", "ListAliases", **one).get("Aliases", ()):
            yield {**one, "Qualifier": alias["Name"]}


LIST = Read("lambda", "ListFunctions", ("Function",))
GET = Read("lambda", "GetFunction", ("Function.Code",), each=names, after=("lambda:ListFunctions",))
ALIASES = Read("lambda", "ListAliases", ("Alias",), each=names, after=("lambda:ListFunctions",))
POLICY = Read(
    "lambda",
    "GetPolicy",
    ("Permission",),
    each=aliases,
    after=("lambda:ListFunctions", "lambda:ListAliases"),
    absent=frozenset(("ResourceNotFoundException",)),
)
ROLES = Read("iam", "GetAccountAuthorizationDetails", ("Role",), anywhere=True)
READS = (LIST, ROLES, GET, ALIASES, POLICY)

PAGES = {"lambda:ListFunctions": Paging(("Marker",), ("NextMarker",), "", ("Functions",))}

SOON = {why: Patience(3, 0.0, 0.0) for why in ("throttled", "connection", "unready")}
"""Three attempts, and no wait."""


def world(functions: int) -> Callable[[Call, Mapping[str, Any]], dict[str, Any]]:
    """An account with so many functions, ten to a page, each with an alias."""

    def answer(call: Call, cursor: Mapping[str, Any]) -> dict[str, Any]:
        given = dict(call.arguments)
        match call.operation:
            case "ListFunctions":
                start = int(cursor.get("Marker", 0))
                listed = [{"FunctionName": f"f{number}"} for number in range(start, min(start + 10, functions))]
                return {"Functions": listed, **({"NextMarker": str(start + 10)} if start + 10 < functions else {})}
            case "ListAliases":
                return {"Aliases": [{"Name": "live"}]}
        return {"of": given, "where": call.region}

    return answer


class Account:
    """Who answers requests, and counts them. What ``fail`` returns is raised."""

    def __init__(
        self,
        answer: Callable[[Call, Mapping[str, Any]], dict[str, Any]],
        fail: Callable[[Call, int], Exception | None] = lambda _, __: None,
    ) -> None:
        self._answer = answer
        self._fail = fail
        self.asked: list[Call] = []

    def page(self, call: Call, cursor: Mapping[str, Any]) -> Mapping[str, Any]:
        before = self.asked.count(call)
        self.asked.append(call)
        error = self._fail(call, before)
        if error is not None:
            raise error
        return self._answer(call, cursor)

    def paging(self, call: Call) -> Paging:
        return PAGES.get(call.api, NO_PAGES)


def schedule(*reads: Read, share: float | None = None) -> Schedule:
    """A plan, unpaced if no share is told."""
    return Schedule(reads or READS, (REGION,), Pace(share))


def taken(plan: Schedule, now: float) -> list[Task]:
    """What can be begun at a time."""
    found = []
    while isinstance(task := plan.take(now), Task):
        found.append(task)
    return found
