"""The policies of an application's principals and resources, in one world, read as IAM would.

Which resource attaches a policy to which from the CloudFormation Template Reference (2026-11); what a key has without
one from the KMS developer guide, "Default key policy" (2026-11); the short form of an API's resources from the API
Gateway developer guide, "API Gateway resource policy examples" (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from hauberk.facts.arn_forms import FORMS
from hauberk.iam.language.parse import CURRENT, Fault, parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import Glob, Hole, glob
from hauberk.iam.request import Policies
from hauberk.model.joining import concat
from hauberk.model.policies import BUS_POLICY as _BUS_POLICY
from hauberk.model.policies import HOLDERS, Holder, Role
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Fields, Items, Known, Reference, Unknown, Value, entry_of
from hauberk.model.world import World
from hauberk.study import permissions
from hauberk.study.arns import Arns, expand, in_aws, rest_of
from hauberk.study.limits import PERMISSION_SET
from hauberk.study.principals import GROUP, ROLE, USER, Principal
from hauberk.study.study import Study

MANAGED = "AWS::IAM::ManagedPolicy"
_INLINE = "AWS::IAM::Policy"
_TO_GROUP = "AWS::IAM::UserToGroupAddition"
_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")
_REST_API = "AWS::ApiGateway::RestApi"
_SHORT = "execute-api:/"

ATTACHING: Mapping[str, tuple[tuple[str, str], ...]] = {
    ROLE: ((_INLINE, "Roles"), (MANAGED, "Roles"), ("AWS::IAM::RolePolicy", "RoleName")),
    USER: ((_INLINE, "Users"), (MANAGED, "Users"), ("AWS::IAM::UserPolicy", "UserName")),
    GROUP: ((_INLINE, "Groups"), (MANAGED, "Groups"), ("AWS::IAM::GroupPolicy", "GroupName")),
}
"""The types whose resources attach a policy to a principal, with the property that names it."""


class Beside(NamedTuple):
    """A type whose resources give others a policy: the property that names them, and that of the document."""

    type: str
    names: str
    document: str


BESIDE: Mapping[str, tuple[Beside, ...]] = {
    "AWS::Events::EventBus": (Beside("AWS::Events::EventBusPolicy", "EventBusName", "Statement"),),
    "AWS::Kinesis::Stream": (Beside("AWS::Kinesis::ResourcePolicy", "ResourceArn", "ResourcePolicy"),),
    "AWS::Lambda::Function": (Beside("AWS::Lambda::Permission", "FunctionName", ""),),
    "AWS::Lambda::LayerVersion": (Beside("AWS::Lambda::LayerVersionPermission", "LayerVersionArn", ""),),
    "AWS::S3::Bucket": (Beside("AWS::S3::BucketPolicy", "Bucket", "PolicyDocument"),),
    "AWS::SNS::Topic": (
        Beside("AWS::SNS::TopicPolicy", "Topics", "PolicyDocument"),
        Beside("AWS::SNS::TopicInlinePolicy", "TopicArn", "PolicyDocument"),
    ),
    "AWS::SQS::Queue": (
        Beside("AWS::SQS::QueuePolicy", "Queues", "PolicyDocument"),
        Beside("AWS::SQS::QueueInlinePolicy", "Queue", "PolicyDocument"),
    ),
    "AWS::SecretsManager::Secret": (Beside("AWS::SecretsManager::ResourcePolicy", "SecretId", "ResourcePolicy"),),
}
"""The types whose resources hold the policies of others, by the type of those."""


class Attached(NamedTuple):
    """A policy as it is attached, and the resource that holds or names it.

    What AWS wouldn't take has ``faults``, and a policy of which nothing is read.
    """

    policy: Policy
    kind: Kind
    resource: Resource
    faults: tuple[Fault, ...] = ()
    document: Value | None = None
    """What it was read from, where it is written in the application."""
    bare: bool = False
    """Whether that is a statement alone."""
    trust: bool = False
    """Whether it says who may become a role."""


class Identity(NamedTuple):
    """What a principal has: the policies that say what it may do, its boundary, and who may become it."""

    attached: tuple[Attached, ...] = ()
    boundary: Attached | None = None
    trust: Attached | None = None

    @property
    def policies(self) -> Policies:
        """As a request is decided by them."""
        boundary = self.boundary.policy if self.boundary else None
        return Policies(tuple(one.policy for one in self.attached), boundary)


def identity(principal: Subject, study: Study) -> Identity:
    """Everything that a role, user, group or permission set has, in its world."""
    reader = _Reader(principal, study)
    return Identity(tuple(reader.held()), reader.boundary(), reader.trust())


def groups_of(user: Subject, study: Study) -> tuple[Resource, ...]:
    """The groups of the application that a user is in, in its world."""
    return _Reader(user, study).groups()


def managed_policies(study: Study, world: World) -> tuple[Attached, ...]:
    """The managed policies of the application, attached or not, in one world."""
    there = [Subject(one, world) for one in study.application.of(MANAGED) if world.holds(one.presence)]
    return tuple(
        _Reader(one, study).read(one.at("PolicyDocument"), one.resource.name, Kind.IDENTITY, one.resource)
        for one in there
    )


def resource_policies(subject: Subject, study: Study) -> tuple[Attached, ...]:
    """The policies of a resource itself, in its world, each as it is written.

    A function's permissions are one policy each; those of its versions and aliases are among them, since every
    statement names the resource that it is about.
    """
    return tuple(_Reader(subject, study).of_resource())


def documents(subject: Subject, study: Study) -> tuple[Attached, ...]:
    """The policies that are written on a resource itself, of every kind, each by itself."""
    return tuple(_Reader(subject, study).written(*Role))


def whole(attached: Iterable[Attached], name: str) -> Policy | None:
    """Policies of one resource as the one that AWS decides by; ``None`` if there are none."""
    policies = [one.policy for one in attached]
    if len(policies) < 2:
        return policies[0] if policies else None
    return Policy(
        tuple(statement for policy in policies for statement in policy.statements),
        name=name,
        unread=tuple(hole for policy in policies for hole in policy.unread),
        span=policies[0].span,
    )


class _Reader:
    """Reads the policies of one subject."""

    def __init__(self, subject: Subject, study: Study) -> None:
        self.subject = subject
        self.study = study
        self.world = subject.world
        self.arns = Arns(study.application, subject.world)

    def read(self, value: Value, name: str, kind: Kind, resource: Resource, *, bare: bool = False) -> Attached:
        parsed = parse(value, name=name, kind=kind, bare=bare)
        policy = parsed.policy
        if policy is None:
            fault = parsed.faults[0].text if parsed.faults else "it can't be read"
            policy = _unread(name, f"{name}, which AWS doesn't take: {fault}", value)
        return Attached(expand(policy, self.arns.resolve), kind, resource, parsed.faults, value, bare)

    def see(self, resource: Resource) -> Subject:
        """Another resource in the same world."""
        return Subject(resource, self.world)

    # -- principals

    def held(self) -> Iterator[Attached]:
        yield from self._inline()
        managed: dict[str, None] = {}
        for one in self._managed():
            managed[one.resource.id] = None
            yield one
        for type_, property_ in ATTACHING.get(self.subject.resource.type, ()):
            for resource in self._naming(type_, property_):
                if resource.id not in managed:
                    yield self.read(self.see(resource).at("PolicyDocument"), resource.name, Kind.IDENTITY, resource)
        if self.subject.resource.type == USER:
            yield from self._of_groups()

    def _inline(self) -> Iterator[Attached]:
        own = self.subject.resource
        if own.type == PERMISSION_SET:
            yield from self.written(Role.IDENTITY)
            return
        for index, element in enumerate(listed(self.subject.at("Policies"))):
            if isinstance(element, Unknown):
                document: Value = element
                name = f"{own.name}/Policies[{index}]"
            else:
                document = named(element).value("PolicyDocument")
                written = self.arns.text(named(element).value("PolicyName"))
                name = f"{own.name}/{written or f'Policies[{index}]'}"
            yield self.read(document, name, Kind.IDENTITY, own)

    def _managed(self) -> Iterator[Attached]:
        seen: set[object] = set()
        path = "ManagedPolicies" if self.subject.resource.type == PERMISSION_SET else "ManagedPolicyArns"
        for element in listed(self.subject.at(path)):
            found = self.by_arn(element, Kind.IDENTITY)
            if found.policy.name not in seen:
                seen.add(found.policy.name)
                yield found

    def by_arn(self, value: Value, kind: Kind) -> Attached:
        """The managed policy that an ARN names: of this application, of AWS, or one that isn't known here."""
        own = self.subject.resource
        if isinstance(value, Reference):
            found = self.study.application.resources.get(value.resource)
            if found is not None and found.type == MANAGED:
                return self.read(self.see(found).at("PolicyDocument"), found.name, kind, found)
        arn = self.arns.text(value)
        if arn is None:
            reason = value.reason.text if isinstance(value, Unknown) else "it isn't a text"
            return Attached(_unread("a managed policy", f"a managed policy: {reason}", value), kind, own)
        for resource in self.study.application.of(MANAGED):
            if FORMS[MANAGED].named_by in named(Known(resource.properties)) and self._is(arn, resource):
                return self.read(self.see(resource).at("PolicyDocument"), resource.name, kind, resource)
        policy = managed_policy(in_aws(arn).literal or "", kind)
        if policy is not None:
            return Attached(policy._replace(span=value.span), kind, own)
        return Attached(_unread(str(arn), str(arn), value), kind, own)

    def _is(self, text: Glob, resource: Resource) -> bool:
        """Whether a text is a resource's ARN, its name, or what ``Ref`` gives."""
        names = (self.arns.arn(resource), self.arns.name(resource), self.arns.ref(resource))
        return any(name is not None and in_aws(name) == in_aws(text) for name in names)

    def _naming(self, type_: str, property_: str) -> Iterator[Resource]:
        """The resources of a type, there in this world, a property of which names the subject's."""
        resource = self.subject.resource
        for other in self._candidates(resource, type_):
            texts = map(self.arns.text, listed(self.see(other).at(property_)))
            if any(text is not None and self._is(text, resource) for text in texts):
                yield other

    def _candidates(self, resource: Resource, *types: str) -> Iterator[Resource]:
        """Those that refer to a resource; all of them if it has a name that may be written out."""
        form = FORMS.get(resource.type)
        named_here = form is not None and form.named_by.partition(".")[0] in resource.properties.names()
        found = self.study.application.of(*types) if named_here else self.study.graph.around(resource.id, *types)
        return (other for other in found if self.world.holds(other.presence))

    def _of_groups(self) -> Iterator[Attached]:
        for element in listed(self.subject.at("Groups")):
            if not self._groups(element):
                text = self.arns.text(element)
                name = f"group {text}" if text else "a group"
                unread = _unread(name, f"{name}, which isn't of this application", element)
                yield Attached(unread, Kind.IDENTITY, self.subject.resource)
        for group in self.groups():
            yield from _Reader(Principal(group, self.world), self.study).held()

    def groups(self) -> tuple[Resource, ...]:
        """The groups that a user is in, as it says or as others do."""
        named_here = [*listed(self.subject.at("Groups"))]
        named_here += [self.see(addition).at("GroupName") for addition in self._naming(_TO_GROUP, "Users")]
        found = {group.id: group for value in named_here for group in self._groups(value)}
        return tuple(group for group in found.values() if self.world.holds(group.presence))

    def _groups(self, value: Value) -> list[Resource]:
        text = self.arns.text(value)
        return [group for group in self.study.application.of(GROUP) if text and self._is(text, group)]

    def boundary(self) -> Attached | None:
        value = self.subject.at("PermissionsBoundary")
        if self.subject.resource.type == PERMISSION_SET and isinstance(value, Known):
            value = self.subject.at("PermissionsBoundary.ManagedPolicyArn")
            if isinstance(value, Absent):
                name = "a policy of each account"
                return Attached(_unread(name, name, value), Kind.BOUNDARY, self.subject.resource)
        return None if isinstance(value, Absent) or value == Known(None) else self.by_arn(value, Kind.BOUNDARY)

    def trust(self) -> Attached | None:
        own = self.subject.resource
        if own.type != ROLE:
            return None
        document = self.subject.at("AssumeRolePolicyDocument")
        return self.read(document, f"{own.name}'s trust policy", Kind.RESOURCE, own)

    # -- documents

    def written(self, *roles: Role) -> Iterator[Attached]:
        """The documents that are written on the resource itself."""
        own = self.subject.resource
        for holder in HOLDERS.get(own.type, ()):
            if holder.role not in roles:
                continue
            kind = Kind.IDENTITY if holder.role is Role.IDENTITY else Kind.RESOURCE
            for path, value in self._places(holder):
                trust = holder.role is Role.TRUST
                name = f"{own.name}'s trust policy" if trust else own.name if "." not in path else f"{own.name}/{path}"
                yield self.read(value, name, kind, own, bare=own.type == _BUS_POLICY)._replace(trust=trust)

    def _places(self, holder: Holder) -> Iterator[tuple[str, Value]]:
        """Where a holder has documents, and what stands there."""
        value = self.subject.at(holder.path)
        if not holder.document:
            if not _is_nothing(value):
                yield holder.path, value
            return
        for index, element in enumerate(listed(value)):
            place = f"{holder.path}[{index}].{holder.document}"
            found: Value = element
            for name in holder.document.split("."):
                found = entry_of(found, name)
            if not _is_nothing(found):
                yield place, found

    # -- resources

    def of_resource(self) -> Iterator[Attached]:
        own = self.subject.resource
        yield from map(self._completed, self.written(Role.RESOURCE))
        if own.type == "AWS::Lambda::Permission":
            about = self.arns.function(self.subject.at("FunctionName"))
            yield self._about(self._one(permissions.of_function(self.subject), own), about)
        if own.type == "AWS::Lambda::LayerVersionPermission":
            layer = self.arns.text(self.subject.at("LayerVersionArn"))
            yield self._about(self._one(permissions.of_layer(self.subject), own), layer)
        if own.type == "AWS::Events::EventBusPolicy" and isinstance(self.subject.at("Statement"), Absent):
            yield self._one(permissions.of_bus(self.subject), own)
        if own.type in _KEYS and isinstance(self.subject.at("KeyPolicy"), Absent):
            yield self.read(_default_key_policy(), f"{own.name}'s default policy", Kind.RESOURCE, own)
        for beside in BESIDE.get(own.type, ()):
            if beside.type == "AWS::Lambda::Permission":
                yield from self._permissions(beside)
                continue
            for other in self._naming(beside.type, beside.names):
                yield self._beside(beside, other)
        if own.type == "AWS::Logs::LogGroup":
            for other in self.study.application.of("AWS::Logs::ResourcePolicy"):
                if self.world.holds(other.presence):
                    yield self.read(self.see(other).at("PolicyDocument"), other.name, Kind.RESOURCE, other)

    def _beside(self, beside: Beside, other: Resource) -> Attached:
        subject = self.see(other)
        if beside.type == "AWS::Lambda::LayerVersionPermission":
            return self._about(self._one(permissions.of_layer(subject), other), self.arns.arn(self.subject.resource))
        value = subject.at(beside.document)
        if beside.document == "Statement":
            if isinstance(value, Absent):
                made = self._one(permissions.of_bus(subject), other)
                return self._about(made, self.arns.arn(self.subject.resource))
            return self.read(value, other.name, Kind.RESOURCE, other, bare=True)
        return self.read(value, other.name, Kind.RESOURCE, other)

    def _permissions(self, beside: Beside) -> Iterator[Attached]:
        own = self.arns.arn(self.subject.resource)
        assert own is not None
        for other in self._candidates(self.subject.resource, beside.type):
            arn = self.arns.function(self.see(other).at(beside.names))
            rest = None if arn is None else rest_of(in_aws(arn), in_aws(own))
            if rest is None or not (rest.parts == () or str(rest.parts[0]).startswith(":")):
                continue
            yield self._about(self._one(permissions.of_function(self.see(other)), other), arn)

    def _one(self, statement: Value, resource: Resource) -> Attached:
        return self.read(permissions.one_statement(statement), resource.name, Kind.RESOURCE, resource)

    def _about(self, attached: Attached, resource: Glob | None) -> Attached:
        """A policy whose statements are about one resource."""
        if resource is None:
            return attached
        statements = attached.policy.statements
        about = tuple(one._replace(resources=(resource,), except_resources=False) for one in statements)
        return attached._replace(policy=attached.policy._replace(statements=about))

    def _completed(self, attached: Attached) -> Attached:
        """A policy of an API whose short resources are written out, as API Gateway does when it saves one."""
        own = self.subject.resource
        if own.type != _REST_API:
            return attached
        start = self.arns.invoked(own)

        def completed(text: Glob) -> Glob:
            first = text.parts[0] if text.parts else ""
            if not (isinstance(first, str) and first.startswith(_SHORT)):
                return text
            return glob(*start.parts, first[len(_SHORT) - 1 :], *text.parts[1:])

        statements = tuple(
            one._replace(resources=tuple(map(completed, one.resources))) for one in attached.policy.statements
        )
        return attached._replace(policy=attached.policy._replace(statements=statements))


def _is_nothing(value: Value) -> bool:
    return isinstance(value, Absent) or value == Known(None)


def _unread(name: str, why: str, value: Value) -> Policy:
    return Policy((), CURRENT, "", name, (Hole(why),), value.span)


def _default_key_policy() -> Value:
    root = concat(("arn:", Reference("AWS::Partition"), ":iam::", Reference("AWS::AccountId"), ":root"))
    return _tree(
        {
            "Version": CURRENT,
            "Id": "key-default-1",
            "Statement": {
                "Sid": "Enable IAM User Permissions",
                "Effect": "Allow",
                "Principal": {"AWS": root},
                "Action": "kms:*",
                "Resource": "*",
            },
        }
    )


@lru_cache(maxsize=256)
def managed_policy(arn: str, kind: Kind) -> Policy | None:
    """A policy that AWS manages, by its ARN or, as SAM takes it, its name; ``None`` where its document isn't known."""
    document = _document(arn)
    return None if document is None else parse(_tree(document), name=arn, kind=kind).policy


def _document(arn: str) -> Mapping[str, Any] | None:
    from hauberk.iam import managed

    return managed.document(arn)


def _tree(content: Any) -> Value:
    """Plain data, and values in it, as a value."""
    match content:
        case Value():
            return content
        case Mapping():
            return Known(Fields({name: _tree(child) for name, child in content.items()}))
        case list() | tuple():
            return Known(Items([_tree(child) for child in content]))
    return Known(content)
