"""What calls of AWS need: actions by the catalogue, resources by the parameters, and what the template shows of both."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from hauberk.code.flow.values import Atom, Literal, Member, Record, Result, Sequence, Text
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Found, Operation, Through
from hauberk.facts.bundled import bundled
from hauberk.iam.catalogue import Action
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue.operations import DEPENDENT, permissions
from hauberk.iam.catalogue.operations import Need as Asked
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.model.span import Span
from hauberk.model.subject import Subject
from hauberk.study.needs.keys import key_of_alias, keys_for, named_by
from hauberk.study.needs.names import Names
from hauberk.study.needs.needed import Condition, Evidence, Needed, Origin, Unknown
from hauberk.study.needs.places import Place, below, place
from hauberk.study.needs.queries import asked as asked_of

_ROLE = re.compile(r"(iam|service|execution|task|job|dataaccess)?role|\w*role_?arns?", re.IGNORECASE)
_PARTIQL = re.compile(r"""^\s*(select|insert|update|delete|exists)\b(?:.*?\bfrom|\s+into)?\s+("?[\w.\-]+"?(?:\."[^"]+"|\.[\w.\-]+)?)""",
                      re.IGNORECASE | re.DOTALL)
_SHOW = Callable[[str], str]


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(bundled(__file__, "phrases.toml"))


class Calls:
    """What the calls of one function need. ``show`` names a file as reports do."""

    def __init__(self, found: Found, names: Names, show: _SHOW) -> None:
        self.found = found
        self.names = names
        self.show = show
        self.unknown: list[Unknown] = []

    def needs(self) -> Iterator[Needed]:
        """Everything that the calls need."""
        for one in self.found.unknown:
            self.unknown.append(Unknown(one.code, one.text, Evidence(self._span(one.site))))
        for operation in self.found.operations:
            if operation.through.own:
                yield from self._of(self._completed(operation))

    def _span(self, site: Any) -> Span:
        return Span(self.show(site.path), site.at.start, site.at.end)

    def _evidence(self, operation: Operation) -> tuple[Evidence, ...]:
        return tuple(Evidence(self._span(site), operation.operation) for site in operation.sites)

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

    def _asked(
        self, asked: Asked, action: Action, operation: Operation, places: dict[str, Place]
    ) -> Iterator[Needed]:
        phrase = _tables()["phrases"].get(asked.when, {}) if asked.when else {}
        if asked.when == DEPENDENT:
            phrase = {"role": True}
        if asked.when and not phrase:
            return
        if "role" in phrase:
            yield from self._passed(operation)
        elif "key" in phrase:
            about = places.get(phrase["key"]) or next(iter(places.values()), None)
            keys = keys_for(about.resources, self.names) if about is not None else ()
            yield Needed(asked.action, keys, Origin.STATIC)
        elif "statement" in phrase:
            yield self._statement(action, phrase["statement"], operation, places)
        elif "item" in phrase:
            yield self._item(action, phrase["item"], operation)
        elif "query" in phrase:
            yield Needed(asked.action, asked_of(asked.action, phrase["query"], operation, self.names), Origin.STATIC)
        elif self._holds(asked, operation):
            found = self._place(action, operation)
            places[asked.action] = found
            yield Needed(asked.action, found.resources, Origin.STATIC, (), _conditions(asked.action, operation, self.names), found.why)

    def _holds(self, asked: Asked, operation: Operation) -> bool:
        phrase = _tables()["phrases"].get(asked.when, {}) if asked.when else {"absent": []}
        if "given" in phrase:
            return any(below(operation, name) is not None and below(operation, name) != CodeValue(()) for name in phrase["given"])
        if "absent" in phrase:
            return all(below(operation, name) in (None, CodeValue(())) for name in phrase["absent"])
        return False

    def _place(self, action: Action, operation: Operation) -> Place:
        name = action.name
        if name.startswith("kms:"):
            return self._key(action, operation)
        if name == "execute-api:ManageConnections":
            return self._connections(operation)
        if operation.operation.replace("_", "").lower() in _COPIES and name in _OF_SOURCE:
            return place(action, _source(operation), self.names)
        if name.startswith("s3:") and not operation.service.startswith("s3"):
            return self._elsewhere(action, operation)
        return place(action, operation, self.names)

    # -- DynamoDB

    def _statement(self, action: Action, verb: str, operation: Operation, places: dict[str, Place]) -> Needed:
        resources: list[Glob] = []
        why = ""
        for way in ("Statement", "Statements.Statement", "TransactStatements.Statement"):
            value = below(operation, way)
            for one in self.names.of(value) if value is not None and value.atoms else ():
                text = "".join(part if isinstance(part, str) else "\0" for part in one.parts)
                match = _PARTIQL.match(text)
                if match is None:
                    resources.append(EVERYTHING)
                    why = "the statement is computed"
                    continue
                if match[1].upper() != verb and not (match[1].upper() == "EXISTS" and verb == "SELECT"):
                    continue
                table, index = _target(one, match.start(2), match.end(2))
                parameters = [("TableName", table), *([("IndexName", index)] if index is not None else [])]
                made = Operation("dynamodb", "execute_statement", tuple((n, _as_code(g)) for n, g in parameters))
                resources += place(action, made._replace(through=operation.through), _Plain(self.names)).resources
        found = Place(tuple(dict.fromkeys(resources)), why)
        if resources:
            places[action.name] = found
        return Needed(action.name, found.resources, Origin.STATIC, why=why)

    def _item(self, action: Action, kind: str, operation: Operation) -> Needed:
        items = operation.get("TransactItems")
        resources: list[Glob] = []
        if items is not None:
            value = below(operation, f"TransactItems.{kind}.TableName")
            if value is not None and value.atoms:
                made = Operation("dynamodb", "put_item", (("TableName", value),), through=operation.through)
                resources += place(action, made, self.names).resources
            elif _is_open(items):
                made = Operation("dynamodb", "put_item", (), through=operation.through)
                resources += place(action, made, self.names).resources
        return Needed(action.name, tuple(dict.fromkeys(resources)), Origin.STATIC)

    # -- roles that are passed

    def _passed(self, operation: Operation) -> Iterator[Needed]:
        action = known_action("iam:PassRole")
        assert action is not None
        service = _tables()["services"].get(operation.service, "")
        conditions = (Condition("StringEquals", "iam:PassedToService", (service,)),) if service else ()
        resources: list[Glob] = []
        for value in _roles(operation):
            made = Operation("iam", "pass_role", (("RoleArn", value),))
            resources += place(action, made, self.names).resources
        resources += self._of_task(operation)
        if resources:
            yield Needed("iam:PassRole", tuple(dict.fromkeys(resources)), Origin.STATIC, (), conditions)

    def _of_task(self, operation: Operation) -> Iterator[Glob]:
        """The roles of a task's definition, by the template."""
        if operation.service != "ecs":
            return
        asked = known_action("ecs:RunTask")
        definition = operation.get("taskDefinition")
        if asked is None or definition is None:
            return
        for resource in named_by(self.names.of(definition), self.names, ("AWS::ECS::TaskDefinition",)):
            subject = Subject(resource, self.names.function.world)
            for name in ("TaskRoleArn", "ExecutionRoleArn"):
                text = self.names.arns.text(subject.at(name))
                if text is not None:
                    yield text

    # -- elsewhere

    def _elsewhere(self, action: Action, operation: Operation) -> Place:
        """Objects that another service reads or writes in the caller's name."""
        if action.name == "s3:PutObject":
            bucket = operation.get("OutputBucketName") or operation.get("OutputS3BucketName")
            key = operation.get("OutputKey") or operation.get("OutputS3KeyPrefix")
            found = [
                glob("arn:", Hole("AWS::Partition"), ":s3:::", *one.parts, "/", *_begun(key, self.names))
                for one in self.names.of(bucket)
            ]
            return Place(tuple(found))
        for way in ("Image.S3Object", "SourceImage.S3Object", "DocumentLocation.S3Object", "Document.S3Object"):
            bucket = below(operation, f"{way}.Bucket")
            if bucket is not None and bucket.atoms:
                key = below(operation, f"{way}.Name")
                parameters = (("Bucket", bucket), *((("Key", key),) if key is not None else ()))
                return place(action, Operation("s3", "get_object", parameters), self.names)
        for way in ("Media.MediaFileUri",):
            value = below(operation, way)
            found = [_of_uri(one) for one in self.names.of(value)] if value is not None else []
            if found and all(one is not None for one in found):
                return Place(tuple(one for one in found if one is not None))
        return place(action, operation, self.names)

    def _key(self, action: Action, operation: Operation) -> Place:
        """A key by its id, its ARN or an alias of the application."""
        found: list[Glob] = []
        why = ""
        for one in self.names.of(operation.get("KeyId")):
            first = one.parts[0] if one.parts else ""
            if isinstance(first, str) and (first.startswith("alias/") or ":alias/" in first):
                name = glob(first[first.index("alias/") :], *one.parts[1:])
                key = key_of_alias(name, self.names)
                if key is not None:
                    found.append(key)
                    continue
                why = "which key an alias is of can't be told"
                one = EVERYTHING
            made = Operation("kms", "decrypt", (("KeyId", _as_code(one)),), through=operation.through)
            found += place(action, made, _Plain(self.names)).resources
        return Place(tuple(dict.fromkeys(found)), why)

    def _connections(self, operation: Operation) -> Place:
        """A connection of a WebSocket API: by the endpoint, or by the API that the function is for."""
        method = next((verb for verb in ("POST", "GET", "DELETE") if operation.operation.upper().startswith(verb)), "*")
        start = ("arn:", Hole("AWS::Partition"), ":execute-api:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":")
        end = ("/", ANY if method == "*" else method, "/@connections/", ANY)
        stages = [_stage(one) for one in self.names.of(operation.through.endpoint)] if operation.through.endpoint else []
        if stages and all(one is not None for one in stages):
            return Place(tuple(glob(*start, *one, *end) for one in stages if one is not None))
        found: list[Glob] = []
        for api in self.names.study.there(self.names.function, "AWS::ApiGatewayV2::Api"):
            protocol = self.names.arns.text(Subject(api, self.names.function.world).at("ProtocolType"))
            if protocol is None or protocol.literal != "WEBSOCKET" or not self._serves(api.id):
                continue
            own = [
                names
                for stage in self.names.study.there(self.names.function, "AWS::ApiGatewayV2::Stage")
                if self.names.study.named(Subject(stage, self.names.function.world).at("ApiId")) is api
                for names in (self.names.arns.text(Subject(stage, self.names.function.world).at("StageName")),)
            ]
            for one in own or [EVERYTHING]:
                found.append(glob(*start, *self.names.arns.name(api).parts, "/", *(one or EVERYTHING).parts, *end))
        if found:
            return Place(tuple(found))
        return Place((glob(*start, ANY, *end),), "which API it is can't be told")

    def _serves(self, api: str) -> bool:
        for integration in self.names.study.around(self.names.function, "AWS::ApiGatewayV2::Integration"):
            named = self.names.study.named(Subject(integration, self.names.function.world).at("ApiId"))
            if named is not None and named.id == api:
                return True
        return False


_GOING_ON = frozenset(("CopyObject",))
_COPIES = ("copyobject", "uploadpartcopy")
_OF_SOURCE = ("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging")


class _Plain(Names):
    """Names that are known already, handed on as code's values."""

    def __init__(self, names: Names) -> None:
        super().__init__(names.function, names.study, lambda _: None)

    def of(self, value: CodeValue | None) -> tuple[Glob, ...]:
        only = value.only if value is not None else None
        return (only.glob,) if isinstance(only, _Given) else super().of(value)


class _Given(Atom):
    """A name that is known."""

    __slots__ = ("glob",)

    def __init__(self, known: Glob) -> None:
        super().__init__(known)
        self.glob = known


def _as_code(known: Glob) -> CodeValue:
    return CodeValue((_Given(known),))


def _target(statement: Glob, start: int, end: int) -> tuple[Glob, Glob | None]:
    """The table, and the index, that stand at a place of a statement; each unknown part counts as one character."""
    parts: list[Part] = []
    at = 0
    for part in statement.parts:
        size = len(part) if isinstance(part, str) else 1
        if at < end and at + size > start:
            parts.append(part[max(0, start - at) : end - at] if isinstance(part, str) else part)
        at += size
    whole = glob(*(part.replace('"', "\1") if isinstance(part, str) else part for part in parts))
    tables: list[Part] = []
    index: list[Part] | None = None
    quoted = False
    for part in whole.parts:
        if not isinstance(part, str):
            (tables if index is None else index).append(part)
            continue
        for letter in part:
            if letter == "\1":
                quoted = not quoted
            elif letter == "." and not quoted and index is None:
                index = []
            else:
                (tables if index is None else index).append(letter)
    return glob(*tables), None if index is None else glob(*index)


def _is_open(value: CodeValue) -> bool:
    """Whether a list may hold what isn't known."""
    for atom in value.atoms:
        if not isinstance(atom, Sequence):
            return True
        if any(not isinstance(one, Record) for one in atom.every().atoms):
            return True
    return False


def _source(operation: Operation) -> Operation:
    """What is copied, as a call of its own."""
    source = operation.get("CopySource")
    found: list[tuple[str, CodeValue]] = []
    for atom in source.atoms if source is not None else ():
        if isinstance(atom, Record):
            found += [(name, value) for name, value in atom.fields if name in ("Bucket", "Key", "VersionId")]
        elif isinstance(atom, Literal) and isinstance(atom.value, str):
            bucket, _, key = atom.value.lstrip("/").partition("/")
            found += [("Bucket", CodeValue((Literal(bucket),))), ("Key", CodeValue((Literal(key),)))]
        elif isinstance(atom, Text):
            bucket, key = _halves(atom)
            found += [("Bucket", bucket), ("Key", key)]
    return Operation("s3", "get_object", tuple(found), operation.sites, Through())


def _halves(text: Text) -> tuple[CodeValue, CodeValue]:
    before: list[str | CodeValue] = []
    pieces = list(text.pieces)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip("/")
    for number, piece in enumerate(pieces):
        if isinstance(piece, str) and "/" in piece:
            left, _, right = piece.partition("/")
            after = tuple(one for one in (right, *pieces[number + 1 :]) if one != "")
            return _text((*before, left)), _text(after)
        before.append(piece)
    return _text(tuple(before)), CodeValue(())


def _text(pieces: "tuple[str | CodeValue, ...]") -> CodeValue:
    kept = tuple(one for one in pieces if one != "")
    if len(kept) == 1:
        return CodeValue((Literal(kept[0]),)) if isinstance(kept[0], str) else kept[0]
    return CodeValue((Text(kept),)) if kept else CodeValue(())


def _roles(operation: Operation) -> Iterator[CodeValue]:
    """The roles among a call's parameters, however deep."""
    pending: list[tuple[str, CodeValue]] = list(operation.parameters)
    for _ in range(400):
        if not pending:
            return
        name, value = pending.pop()
        if _ROLE.fullmatch(name):
            yield value
            continue
        for atom in value.atoms:
            if isinstance(atom, Record):
                pending += atom.fields
            elif isinstance(atom, Sequence):
                pending += [(name, one) for one in (*atom.items, *((atom.rest,) if atom.rest else ()))]


def _begun(key: CodeValue | None, names: Names) -> tuple[Part, ...]:
    """What keys look like that a service makes below a beginning."""
    if key is None:
        return (ANY,)
    found = names.of(key)
    if len(found) != 1:
        return (ANY,)
    last = found[0].parts[-1] if found[0].parts else ""
    return (*found[0].parts, ANY) if isinstance(last, str) and (last.endswith("/") or not last) else found[0].parts


def _of_uri(uri: Glob) -> Glob | None:
    first = uri.parts[0] if uri.parts else ""
    if not isinstance(first, str) or not first.startswith("s3://"):
        return None
    return glob("arn:", Hole("AWS::Partition"), ":s3:::", first.removeprefix("s3://"), *uri.parts[1:])


def _stage(endpoint: Glob) -> tuple[Part, ...] | None:
    """API and stage in the address of a WebSocket API."""
    parts = list(endpoint.parts)
    if not parts or not isinstance(parts[0], str) or not parts[0].startswith("https://"):
        return None
    parts[0] = parts[0].removeprefix("https://")
    api: list[Part] = []
    stage: list[Part] | None = None
    host = False
    for part in parts:
        if not isinstance(part, str):
            if stage is not None:
                stage.append(part)
            elif not host:
                api.append(part)
            continue
        if stage is not None:
            stage.append(part)
            continue
        text = part
        if not host and ".execute-api." in text:
            api.append(text.partition(".execute-api.")[0])
            text, host = text.partition(".execute-api.")[2], True
        elif not host:
            api.append(text)
        if host and "/" in text:
            stage = [text.partition("/")[2]]
    if not host or ANY in api:
        return None
    own = glob(*(stage or [ANY]))
    return (*glob(*api).parts, "/", *(own.parts or (ANY,)))


def _conditions(action: str, operation: Operation, names: Names) -> tuple[Condition, ...]:
    if action == "cloudwatch:PutMetricData":
        texts = [one.literal for one in names.of(operation.get("Namespace"))]
        if texts and all(texts):
            return (Condition("StringEquals", "cloudwatch:namespace", tuple(str(one) for one in texts)),)
    return ()
