"""What values of code name, by the template: a variable of the environment is what the function's configuration says, a
part of the event what the trigger fixes."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product

from hauberk.code.flow.values import Atom, Environment, Foreign, Input, Literal, Member, Result, Text
from hauberk.code.flow.values import Value as CodeValue
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.model.compute import EventSourceMapping, Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named
from hauberk.model.tokens import tokens_in
from hauberk.model.values import Absent, Known, Value, fields_of, parts_of
from hauberk.study.arns import Arns
from hauberk.study.needs.pieces import piece_of
from hauberk.study.study import Study

MAX_NAMES = 24
"""Names that one value may stand for; past them it is any."""
_REGION = ("AWS_REGION", "AWS_DEFAULT_REGION")
_UNQUOTED = ("decodeURIComponent", "unquote", "unquote_plus", "decodeURI", "str", "String")
_KEPT = ("replace", "replaceAll", "toString", "trim", "strip")
"""Methods after which an object's name is still one that the trigger lets through, as far as its beginning goes."""
BUCKET = "AWS::S3::Bucket"
_CUSTOM = "AWS::CloudFormation::CustomResource"


class Names:
    """The names that values of a function's code stand for. ``identity`` tells what a member of boto3 is."""

    def __init__(self, function: Function, study: Study, identity: Callable[[Atom], CodeValue | None]) -> None:
        self.function = function
        self.study = study
        self.arns = Arns(study.application, function.world)
        self._identity = identity

    def of(self, value: CodeValue | None) -> tuple[Glob, ...]:
        """Every name that a value may be; a star where it isn't known, or only in part."""
        if value is None or not value.atoms:
            return (EVERYTHING,)
        found: dict[Glob, None] = {}
        for atom in self.alternatives(value):
            if isinstance(atom, Literal) and atom.value in (None, ""):
                continue
            for one in self._atom(atom, 0):
                found[one] = None
        if not found or len(found) > MAX_NAMES:
            return (EVERYTHING,)
        return tuple(found)

    def alternatives(self, value: CodeValue) -> tuple[Atom, ...]:
        """The alternatives without variables that nobody sets, where there is a default."""
        kept = tuple(
            atom for atom in value.atoms if not (isinstance(atom, Environment) and not self._is_set(atom.name))
        )
        return kept or value.atoms

    def _is_set(self, name: str) -> bool:
        return name in self.variables or name.startswith(("AWS_", "AWS::"))

    def _atom(self, atom: Atom, depth: int) -> Iterator[Glob]:
        match atom:
            case Literal(value=str() | int() | float() as plain):
                yield glob(str(plain))
            case Environment(name=name):
                yield self._variable(name)
            case Text(pieces=pieces):
                yield from self._text(pieces, depth)
            case Input(path=path):
                yield from self._input(path)
            case Result() | Member() if depth < 8:
                yield from self._foreign(atom, depth)
            case _:
                yield EVERYTHING

    def _text(self, pieces: "tuple[str | CodeValue, ...]", depth: int) -> Iterator[Glob]:
        choices: list[list[tuple[Part, ...]]] = []
        number = 1
        for piece in pieces:
            if isinstance(piece, str):
                choices.append([(piece,)])
                continue
            inner = (
                [one for atom in self.alternatives(piece) for one in self._atom(atom, depth + 1)]
                if depth < 8
                else [EVERYTHING]
            )
            inner = list(dict.fromkeys(inner)) or [EVERYTHING]
            number *= len(inner)
            choices.append([(ANY,)] if number > MAX_NAMES else [one.parts for one in inner])
        for parts in product(*choices):
            yield glob(*(part for some in parts for part in some))

    def _foreign(self, atom: Foreign, depth: int) -> Iterator[Glob]:
        identity = self._identity(atom)
        if identity is not None:
            for inner in identity.atoms:
                yield from self._atom(inner, depth + 1)
            return
        piece = piece_of(atom)
        if piece is not None:
            for one in self._atom(piece.of, depth + 1):
                yield piece.within(one) or EVERYTHING
            return
        within = _within(atom)
        yield from self._atom(within, depth + 1) if within is not None else (EVERYTHING,)

    # -- the environment

    def _variable(self, name: str) -> Glob:
        if name in _REGION:
            return Glob((Hole("AWS::Region"),))
        if name.startswith("AWS::"):
            return Glob((Hole(name),))
        if name == "AWS_LAMBDA_FUNCTION_NAME":
            return self.arns.name(self.function.resource)
        value = self.variables.get(name)
        if value is None or isinstance(value, Absent):
            return EVERYTHING
        if is_concealed(value):
            return EVERYTHING
        return self.arns.text(value) or EVERYTHING

    @cached_property
    def variables(self) -> dict[str, Value]:
        """The variables that are set for the function."""
        return dict(fields_of(self.function.environment).items())

    # -- the event

    def _input(self, path: tuple[str, ...]) -> Iterator[Glob]:
        inner = tuple(part for part in path if part != "{}")
        match inner:
            case ("context", "invoked_function_arn" | "invokedFunctionArn"):
                yield self.arns.arn(self.function.resource) or EVERYTHING
                return
            case ("context", "function_name" | "functionName"):
                yield self.arns.name(self.function.resource)
                return
            case ("context", "log_group_name" | "logGroupName"):
                yield self._log_group()
                return
            case ("event", "Records", "*", "s3", "bucket", "name"):
                yield from self._or_all([self.arns.name(bucket) for bucket in self.buckets])
                return
            case ("event", "Records", "*", "s3", "bucket", "arn"):
                yield from self._or_all([self.arns.arn(bucket) for bucket in self.buckets])
                return
            case ("event", "Records", "*", "s3", "object", "key"):
                yield from self._or_all(list(self._keys()))
                return
            case ("event", "Records", "*", "eventSourceARN"):
                yield from self._or_all([self.arns.text(one.source) for one in self.mappings])
                return
            case ("event", "Records", "*", "Sns", "TopicArn"):
                yield from self._or_all([self.arns.text(value) for value in self.topics])
                return
            case ("event", "detail", "bucket", "name"):
                yield from self._or_all(self._of_rules("bucket.name"))
                return
            case ("event", "ResourceProperties" | "OldResourceProperties", *properties) if properties:
                yield from self._or_all([self.arns.text(one) for one in self._of_resources(".".join(properties))])
                return
            case ("event", "SecretId"):
                schedules = self.study.around(self.function, "AWS::SecretsManager::RotationSchedule")
                secrets = [Subject(one, self.function.world).at("SecretId") for one in schedules]
                yield from self._or_all([self.arns.text(one) for one in secrets])
                return
            case ("event", "userPoolId"):
                pools = self.study.graph.around(self.function.resource.id, "AWS::Cognito::UserPool")
                yield from self._or_all([self.arns.name(pool) for pool in pools])
                return
        yield EVERYTHING

    def _log_group(self) -> Glob:
        """The log group of the function: that of its name, unless it is told another."""
        told = self.function.log_group
        if isinstance(told, Absent):
            return glob("/aws/lambda/", *self.arns.name(self.function.resource).parts)
        return self.arns.text(told) or EVERYTHING

    def _or_all(self, found: "list[Glob | None]") -> Iterator[Glob]:
        if not found or any(one is None for one in found):
            yield EVERYTHING
            return
        yield from (one for one in found if one is not None)

    @cached_property
    def mappings(self) -> tuple[EventSourceMapping, ...]:
        """What Lambda polls for the function."""
        found = self.study.around(self.function, *EventSourceMapping.TYPES)
        return tuple(EventSourceMapping(one, self.function.world) for one in found)

    @cached_property
    def topics(self) -> tuple[Value, ...]:
        """The topics that the function is subscribed to."""
        found = self.study.around(self.function, "AWS::SNS::Subscription")
        return tuple(Subject(one, self.function.world).at("TopicArn") for one in found)

    @cached_property
    def buckets(self) -> tuple[Resource, ...]:
        """The buckets that tell the function of their objects."""
        return tuple(dict.fromkeys(bucket for bucket, _ in self._notifications()))

    def _notifications(self) -> Iterator[tuple[Resource, Value]]:
        for bucket in self.study.around(self.function, BUCKET):
            entries = Subject(bucket, self.function.world).at("NotificationConfiguration.LambdaConfigurations")
            for entry in listed(entries):
                target = self.study.function_of(named(entry).value("Function"))
                if target is not None and target.id == self.function.resource.id:
                    yield bucket, entry

    def _keys(self) -> Iterator[Glob | None]:
        """What the names of objects look like that the function is told of."""
        for _, entry in self._notifications():
            start: Glob | None = Glob(())
            end: Glob | None = Glob(())
            rules = named(named(named(entry).value("Filter")).value("S3Key")).value("Rules")
            for rule in listed(rules):
                name = named(rule).value("Name")
                text = self.arns.text(named(rule).value("Value"))
                if isinstance(name, Known) and str(name.value).lower() == "prefix":
                    start = text
                elif isinstance(name, Known) and str(name.value).lower() == "suffix":
                    end = text
            yield None if start is None or end is None else glob(*start.parts, ANY, *end.parts)

    def _of_resources(self, path: str) -> "list[Value]":
        """What the template gives a property of the custom resources whose function it is."""
        mine = self.function.resource.id
        found = [
            Subject(one, self.function.world)
            for one in self.study.application.resources.values()
            if one.type == _CUSTOM or one.type.startswith("Custom::")
        ]
        return [
            one.at(path) for one in found if (of := self.study.function_of(one.at("ServiceToken"))) and of.id == mine
        ]

    def _of_rules(self, path: str) -> "list[Glob | None]":
        """What the patterns of rules fix at a path of the event's detail."""
        found: list[Glob | None] = []
        for rule in self.study.around(self.function, "AWS::Events::Rule"):
            value = Subject(rule, self.function.world).at(f"EventPattern.detail.{path}")
            texts = [self.arns.text(one) for one in listed(value)]
            found += texts or [None]
        return found


def is_concealed(value: Value) -> bool:
    """Whether nobody knows what a value names, since a snapshot has a token in its place."""
    parts = (value.value,) if isinstance(value, Known) else parts_of(value)
    return any(isinstance(part, str) and any(tokens_in(part)) for part in parts)


def _within(atom: Foreign) -> Atom | None:
    """What a call leaves of its argument, as far as its beginning and its end go."""
    if not isinstance(atom, Result):
        return None
    if atom.of.path.rpartition(".")[2] in _UNQUOTED:
        first = atom.arguments.at(0)
        return first.only if first is not None else None
    if isinstance(atom.of, Member) and atom.of.name in _KEPT and _is_key(atom.of.of):
        return atom.of.of
    return None


def _is_key(atom: Atom) -> bool:
    for _ in range(8):
        if isinstance(atom, Input):
            return atom.path[-2:] == ("object", "key") or atom.path[-3:-1] == ("object", "key")
        inner = _within(atom) if isinstance(atom, Foreign) else None
        if inner is None:
            return False
        atom = inner
    return False
