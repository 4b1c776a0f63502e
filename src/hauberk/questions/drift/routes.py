"""The routes of an API that one side defines in an OpenAPI document and the other has as resources."""

from collections.abc import Iterator

from hauberk.model.api import REST, Route
from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Known, Value
from hauberk.model.verdict import Severity
from hauberk.model.world import World
from hauberk.questions.drift.properties import Pair
from hauberk.questions.drift.results import Difference
from hauberk.questions.drift.sides import Half
from hauberk.questions.drift.words import BETTER, TO_TEMPLATE, Words
from hauberk.study.entries import api_of
from hauberk.study.openings import open_route
from hauberk.study.producers.routes import label

APIS = (REST, "AWS::ApiGatewayV2::Api")
_OPEN = (Known("NONE"), Known("API_KEY"), Absent(default="NONE"))


def is_defined(resource: Resource) -> bool:
    """Whether an API is defined by a document."""
    return resource.type in APIS and "Body" in resource.properties.names()


class Routes:
    """Compares routes by method and path."""

    def __init__(self, before: Half, after: Half, words: Words) -> None:
        self._halves = before, after
        self._words = words
        self._found = tuple(map(_routes, self._halves))

    def of(self, pair: Pair) -> Iterator[Difference]:
        """What differs in the routes of two APIs, where a document defines one of them."""
        if not any(map(is_defined, pair)):
            return
        before, after = (found.get(pair.after.id, {}) for found in self._found)
        for name in sorted(after.keys() - before.keys()):
            yield self._alone(pair, name, after[name], self._words.new, added=True)
        for name in sorted(before.keys() - after.keys()):
            yield self._alone(pair, name, before[name], self._words.gone, added=False)
        for name in sorted(before.keys() & after.keys()):
            yield from self._asked(pair, name, before[name], after[name])

    def _alone(self, pair: Pair, name: str, route: Route, word: str, *, added: bool) -> Difference:
        half = self._halves[added]
        place = half.place(route.head, "", "primary")
        severity = _severity(route, half) if half.is_deployed else Severity.LOW
        says = f"{pair.name}: the route {name} is {word}"
        kind = "appeared" if added else "gone"
        before, after = (None, place) if added else (place, None)
        return Difference(severity, kind, pair.after.type, pair.after.id, pair.name, name, says, before, after)

    def _asked(self, pair: Pair, name: str, one: Route, other: Route) -> Iterator[Difference]:
        """Whether both ask who calls."""
        opened = _is_open(one), _is_open(other)
        if None in opened or opened[0] == opened[1]:
            return
        asks = ("asks who calls", "asks nobody")
        says = self._words.changed(
            f"{pair.name}: {name}", "what it does before it answers", asks[bool(opened[0])], asks[bool(opened[1])]
        )
        before, after = (
            half.place(route.authorization.span or route.head, "", role)
            for half, route, role in zip(self._halves, (one, other), ("related", "primary"), strict=True)
        )
        now = self._words is not TO_TEMPLATE
        severity = _severity((one, other)[now], self._halves[now])
        if opened[not now]:
            severity, says = Severity.LOW, f"{says}, {BETTER}"
        yield Difference(severity, "changed", pair.after.type, pair.after.id, pair.name, name, says, before, after)


def _routes(half: Half) -> dict[str, dict[str, Route]]:
    """The routes of each API, by method and path."""
    found: dict[str, dict[str, Route]] = {}
    for seed in Route.seeds(half.application):
        route = seed.see(World(seed.guard))
        assert isinstance(route, Route)
        api = api_of(route, half.study)
        if api is not None and not route.is_preflight:
            name = label(route) if route.form != "method" else route.resource.name.rpartition(" of ")[0]
            found.setdefault(api.id, {})[name] = route
    return found


def _severity(route: Route, half: Half) -> Severity:
    """How bad a route is that wasn't there before, or asked who calls."""
    return Severity.CRITICAL if open_route(route, half.study) is not None else Severity.HIGH


def _is_open(route: Route) -> bool | None:
    """Whether a route asks nobody who they are; ``None`` where nobody knows."""
    asked: Value = route.authorization
    if asked in _OPEN:
        return True
    return False if isinstance(asked, Known) else None
