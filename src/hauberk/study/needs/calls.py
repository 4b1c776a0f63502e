"""What calls of AWS need: actions by the catalogue, resources by parameters, and what the template shows of them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Member, Result
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Found, Operation
from hauberk.facts.tables import tables
from hauberk.iam.catalogue import Action
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue.operations import DEPENDENT, permissions
from hauberk.iam.catalogue.operations import Need as Asked
from hauberk.model.span import Span
from hauberk.study.needs.connections import connections
from hauberk.study.needs.keys import asked_key, keys_for
from hauberk.study.needs.names import Names
from hauberk.study.needs.needed import Condition, Evidence, Needed, Origin, Unknown
from hauberk.study.needs.objects import elsewhere, source_of
from hauberk.study.needs.passing import passed
from hauberk.study.needs.places import Place, below, place
from hauberk.study.needs.queries import asked as asked_of
from hauberk.study.needs.reasons import reason
from hauberk.study.needs.statements import by_items, by_statements

_SPAN = Callable[[str, int, int], Span]


@cache
def _tables() -> Mapping[str, Any]:
    return tables(__file__, "phrases.toml")


class Calls:
    """What the calls of one function need. ``span`` gives a place in its code as spans have it."""

    def __init__(self, found: Found, names: Names, span: _SPAN) -> None:
        self.found = found
        self.names = names
        self.span = span
        self.unknown: list[Unknown] = []

    def needs(self) -> Iterator[Needed]:
        """Everything that the calls need."""
        for one in self.found.unknown:
            self.unknown.append(Unknown(one.code, one.text, Evidence(self._span(one.site))))
        for operation in self.found.operations:
            if operation.through.own:
                yield from self._of(self._completed(operation))

    def _span(self, site: Site) -> Span:
        return self.span(site.path, site.at.start, site.at.end)

    def _evidence(self, operation: Operation) -> tuple[Evidence, ...]:
        return tuple(Evidence(self._span(site), operation.word) for site in operation.sites)

    def _completed(self, operation: Operation) -> Operation:
        """A call with what it goes on from: a query's id was given by the call that began it, for a workgroup."""
        if operation.operation in _GOING_ON:
            return operation
        more = dict(operation.parameters)
        seen: set[Atom] = set()
        pending = [atom for _, value in operation.parameters for atom in value.atoms]
        while pending and len(seen) < 64:
            atom = pending.pop()
            if atom in seen or not isinstance(atom, (Member, Result)):
                continue
            seen.add(atom)
            answered, _ = self.found.answered(atom)
            for before in answered:
                if before.service == operation.service:
                    for name, value in before.parameters:
                        more.setdefault(name, value)
                    pending += [inner for _, value in before.parameters for inner in value.atoms]
        return operation._replace(parameters=tuple(more.items()))

    def _of(self, operation: Operation) -> Iterator[Needed]:
        evidence = self._evidence(operation)
        known = permissions(operation.service, operation.operation)
        if known is None or not known.known:
            note = known.note if known is not None else f"{operation.service} has no operation {operation.operation}"
            for one in evidence:
                self.unknown.append(Unknown("unknown-permission", note, one))
            return
        instead = [one for one in known.actions if one.when.startswith("instead of") and self._holds(one, operation)]
        places: dict[str, Place] = {}
        for asked in instead or known.actions:
            if asked.when == DEPENDENT and asked.action != "iam:PassRole":
                continue
            action = known_action(asked.action)
            if action is None:
                continue
            for found in self._asked(asked, action, operation, places):
                if found.resources:
                    yield found._replace(evidence=evidence)

    def _asked(self, asked: Asked, action: Action, operation: Operation, places: dict[str, Place]) -> Iterator[Needed]:
        phrase = _tables()["phrases"].get(asked.when, {}) if asked.when else {}
        if asked.when == DEPENDENT:
            phrase = {"role": True}
        if asked.when and not phrase:
            return
        if "role" in phrase or action.name == "iam:PassRole":
            passed_on = self._passed(operation)
            if passed_on.resources or asked.when:
                yield passed_on
                return
        if "key" in phrase:
            about = places.get(phrase["key"]) or next(iter(places.values()), None)
            keys = keys_for(about.resources, self.names) if about is not None else ()
            yield Needed(asked.action, keys, Origin.STATIC)
        elif "statement" in phrase:
            found = by_statements(action, phrase["statement"], operation, self.names)
            if found.resources:
                places[action.name] = found
            yield Needed(action.name, found.resources, Origin.STATIC, why=found.why)
        elif "item" in phrase:
            found = by_items(action, phrase["item"], operation, self.names)
            yield Needed(action.name, found.resources, Origin.STATIC, why=found.why)
        elif "query" in phrase:
            found = asked_of(asked.action, phrase["query"], operation, self.names)
            yield Needed(asked.action, found.resources, Origin.STATIC, why=found.why)
        elif self._holds(asked, operation):
            found = self._place(action, operation)
            places[asked.action] = found
            yield Needed(
                asked.action,
                found.resources,
                Origin.STATIC,
                (),
                _conditions(asked.action, operation, self.names),
                found.why,
            )

    def _holds(self, asked: Asked, operation: Operation) -> bool:
        phrase = _tables()["phrases"].get(asked.when, {}) if asked.when else {"absent": []}
        if not phrase.keys() & {"given", "every", "absent"}:
            return False

        def has(name: str) -> bool:
            return below(operation, name) not in (None, CodeValue(()))

        return (
            ("given" not in phrase or any(map(has, phrase["given"])))
            and all(map(has, phrase.get("every", ())))
            and not any(map(has, phrase.get("absent", ())))
        )

    def _place(self, action: Action, operation: Operation) -> Place:
        name = action.name
        if name.startswith("kms:"):
            return asked_key(action, operation, self.names)
        if name == "execute-api:ManageConnections":
            return connections(operation, self.names)
        if operation.operation.replace("_", "").lower() in _COPIES and name in _OF_SOURCE:
            return self._source(action, operation)
        if name.startswith("s3:") and not operation.service.startswith("s3"):
            return elsewhere(action, operation, self.names)
        return place(action, operation, self.names)

    def _source(self, action: Action, operation: Operation) -> Place:
        """What is copied."""
        source = source_of(operation)
        found = place(action, source, self.names)
        given = operation.get("CopySource")
        why = reason("CopySource", given, self.names) if given is not None and not source.parameters else ""
        return found._replace(why=why or found.why)

    def _passed(self, operation: Operation) -> Needed:
        service = _tables()["services"].get(operation.service, "")
        conditions = (Condition("StringEquals", "iam:PassedToService", (service,)),) if service else ()
        found = passed(operation, self.names)
        return Needed("iam:PassRole", found.resources, Origin.STATIC, (), conditions, found.why)


_GOING_ON = frozenset(("CopyObject",))
_COPIES = ("copyobject", "uploadpartcopy")
_OF_SOURCE = ("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging")


def _conditions(action: str, operation: Operation, names: Names) -> tuple[Condition, ...]:
    if action == "cloudwatch:PutMetricData":
        texts = [one.literal for one in names.of(operation.get("Namespace"))]
        if texts and all(texts):
            return (Condition("StringEquals", "cloudwatch:namespace", tuple(str(one) for one in texts)),)
    return ()
