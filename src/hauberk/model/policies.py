"""Policy documents and their statements, wherever a template may hold one.

Places of documents from the CloudFormation Template Reference (2026-11); elements from the IAM user guide, "IAM JSON
policy elements reference" (2026-11).
"""

from collections.abc import Container, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.guards import Guard
from hauberk.model.resource import Resource
from hauberk.model.subject import Part, Seed, Text, Whole, below, listed, named, spread
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reason, Unknown, Value, alternatives
from hauberk.model.verdict import why_unknown
from hauberk.model.world import World


class Role(StrEnum):
    """What a document is for."""

    IDENTITY = "identity"
    """What a role, user or group may do."""
    TRUST = "trust"
    """Who may assume a role."""
    RESOURCE = "resource"
    """Who may use a resource."""
    ENDPOINT = "endpoint"
    """What may pass a VPC endpoint; narrows, never grants by itself."""


class Holder(NamedTuple):
    """Where a type of resource holds documents: a dotted path, the path within each element if a list stands there,
    and their role."""

    path: str
    document: str
    role: Role


def _one(path: str, role: Role) -> Holder:
    return Holder(path, "", role)


HOLDERS: dict[str, tuple[Holder, ...]] = {
    "AWS::IAM::Role": (
        _one("AssumeRolePolicyDocument", Role.TRUST),
        Holder("Policies", "PolicyDocument", Role.IDENTITY),
    ),
    "AWS::IAM::User": (Holder("Policies", "PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::Group": (Holder("Policies", "PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::Policy": (_one("PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::ManagedPolicy": (_one("PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::RolePolicy": (_one("PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::UserPolicy": (_one("PolicyDocument", Role.IDENTITY),),
    "AWS::IAM::GroupPolicy": (_one("PolicyDocument", Role.IDENTITY),),
    "AWS::SSO::PermissionSet": (_one("InlinePolicy", Role.IDENTITY),),
    "AWS::EC2::VPCEndpoint": (_one("PolicyDocument", Role.ENDPOINT),),
    "AWS::DynamoDB::GlobalTable": (
        Holder("Replicas", "ResourcePolicy.PolicyDocument", Role.RESOURCE),
        Holder("Replicas", "ReplicaStreamSpecification.ResourcePolicy.PolicyDocument", Role.RESOURCE),
    ),
    "AWS::APS::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::ApiGateway::DomainNameV2": (_one("Policy", Role.RESOURCE),),
    "AWS::ApiGateway::RestApi": (
        _one("Policy", Role.RESOURCE),
        _one("Body.x-amazon-apigateway-policy", Role.RESOURCE),
    ),
    "AWS::Backup::BackupVault": (_one("AccessPolicy", Role.RESOURCE),),
    "AWS::Backup::LogicallyAirGappedBackupVault": (_one("AccessPolicy", Role.RESOURCE),),
    "AWS::Bedrock::KnowledgeBasePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::Bedrock::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::BedrockAgentCore::ResourcePolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::CloudTrail::ResourcePolicy": (_one("ResourcePolicy", Role.RESOURCE),),
    "AWS::CodeArtifact::Domain": (_one("PermissionsPolicyDocument", Role.RESOURCE),),
    "AWS::CodeArtifact::Repository": (_one("PermissionsPolicyDocument", Role.RESOURCE),),
    "AWS::DSQL::Cluster": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::DynamoDB::Table": (
        _one("ResourcePolicy.PolicyDocument", Role.RESOURCE),
        _one("StreamSpecification.ResourcePolicy.PolicyDocument", Role.RESOURCE),
    ),
    "AWS::ECR::RegistryPolicy": (_one("PolicyText", Role.RESOURCE),),
    "AWS::ECR::Repository": (_one("RepositoryPolicyText", Role.RESOURCE),),
    "AWS::ECR::RepositoryCreationTemplate": (_one("RepositoryPolicy", Role.RESOURCE),),
    "AWS::EFS::FileSystem": (_one("FileSystemPolicy", Role.RESOURCE),),
    "AWS::Elasticsearch::Domain": (_one("AccessPolicies", Role.RESOURCE),),
    "AWS::EventSchemas::RegistryPolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::Events::EventBus": (_one("Policy", Role.RESOURCE),),
    "AWS::Events::EventBusPolicy": (_one("Statement", Role.RESOURCE),),
    "AWS::EventsV2::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::FSx::S3AccessPointAttachment": (_one("S3AccessPoint.Policy", Role.RESOURCE),),
    "AWS::KMS::Key": (_one("KeyPolicy", Role.RESOURCE),),
    "AWS::KMS::ReplicaKey": (_one("KeyPolicy", Role.RESOURCE),),
    "AWS::Kinesis::ResourcePolicy": (_one("ResourcePolicy", Role.RESOURCE),),
    "AWS::Lambda::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::Lex::ResourcePolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::Logs::DeliveryDestination": (_one("DeliveryDestinationPolicy.DeliveryDestinationPolicy", Role.RESOURCE),),
    "AWS::Logs::Destination": (_one("DestinationPolicy", Role.RESOURCE),),
    "AWS::Logs::LogGroup": (_one("ResourcePolicyDocument", Role.RESOURCE),),
    "AWS::Logs::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::MSK::ClusterPolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::OSIS::Pipeline": (_one("ResourcePolicy.Policy", Role.RESOURCE),),
    "AWS::Oam::Sink": (_one("Policy", Role.RESOURCE),),
    "AWS::OpenSearchService::Domain": (_one("AccessPolicies", Role.RESOURCE),),
    "AWS::Organizations::ResourcePolicy": (_one("Content", Role.RESOURCE),),
    "AWS::PaymentCryptography::Key": (_one("Policy", Role.RESOURCE),),
    "AWS::Redshift::Cluster": (_one("NamespaceResourcePolicy", Role.RESOURCE),),
    "AWS::RedshiftServerless::Namespace": (_one("NamespaceResourcePolicy", Role.RESOURCE),),
    "AWS::S3::AccessPoint": (_one("Policy", Role.RESOURCE),),
    "AWS::S3::BucketPolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::S3::MultiRegionAccessPointPolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::S3Express::AccessPoint": (_one("Policy", Role.RESOURCE),),
    "AWS::S3Express::BucketPolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::S3Files::FileSystemPolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::S3ObjectLambda::AccessPointPolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::S3Outposts::AccessPoint": (_one("Policy", Role.RESOURCE),),
    "AWS::S3Outposts::BucketPolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::S3Tables::TableBucketPolicy": (_one("ResourcePolicy", Role.RESOURCE),),
    "AWS::S3Tables::TablePolicy": (_one("ResourcePolicy", Role.RESOURCE),),
    "AWS::S3Vectors::VectorBucketPolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::SMSVOICE::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::SNS::TopicInlinePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::SNS::TopicPolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::SQS::QueueInlinePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::SQS::QueuePolicy": (_one("PolicyDocument", Role.RESOURCE),),
    "AWS::SSM::ResourcePolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::SageMaker::ModelPackageGroup": (_one("ModelPackageGroupPolicy", Role.RESOURCE),),
    "AWS::SecretsManager::ResourcePolicy": (_one("ResourcePolicy", Role.RESOURCE),),
    "AWS::VpcLattice::ResourcePolicy": (_one("Policy", Role.RESOURCE),),
    "AWS::XRay::ResourcePolicy": (_one("PolicyDocument", Role.RESOURCE),),
}
"""The documents of each type of resource."""


class Document(NamedTuple):
    """One policy document in one branch: its place below the resource, its role, and its content."""

    id: str
    guard: Guard
    role: Role
    value: Value


def documents(resource: Resource, roles: Container[Role] = frozenset(Role)) -> Iterator[Document]:
    """The documents of a resource in every branch, of some roles. Where the content isn't known, the value says why."""
    for holder in HOLDERS.get(resource.type, ()):
        if holder.role not in roles:
            continue
        for guard, value in below(resource, holder.path):
            if not holder.document:
                yield Document(holder.path, guard, holder.role, value)
                continue
            for deeper, index, element in spread(value, guard):
                if isinstance(element, Unknown):
                    yield Document(f"{holder.path}{index}", deeper, holder.role, element)
                way = f".{holder.document}" if "." in holder.document else ""
                for last, document in _at(element, holder.document, deeper):
                    yield Document(f"{holder.path}{index}{way}", last, holder.role, document)
    if resource.type == BUS_POLICY:
        yield from _permissions(resource, roles)


def _at(value: Value, path: str, guard: Guard) -> Iterator[tuple[Guard, Value]]:
    """What stands at a dotted path below a value in every branch; nothing where the way there ends."""
    found = [(guard, value)]
    for name in path.split("."):
        found = [pair for held, place in found for pair in alternatives(named(place).value(name), held)]
    return ((held, place) for held, place in found if not isinstance(place, Absent) and place != Known(None))


BUS_POLICY = "AWS::Events::EventBusPolicy"


def _permissions(resource: Resource, roles: Container[Role]) -> Iterator[Document]:
    """The statement that the older form of a bus's policy amounts to: ``Action``, ``Principal`` and ``Condition``
    beside each other ("AWS::Events::EventBusPolicy" and "PutPermission", 2026-11)."""
    if Role.RESOURCE not in roles:
        return
    for guard, principal in below(resource, "Principal"):
        for deeper, condition in alternatives(resource.properties.value("Condition"), guard):
            entries = {
                "Effect": Known("Allow", principal.trail),
                "Action": resource.properties.value("Action"),
                "Principal": principal,
                "Condition": _condition(condition),
            }
            yield Document("Statement", deeper, Role.RESOURCE, Known(Fields(entries, head=resource.head)))


def _condition(written: Value) -> Value:
    """A condition with its parts beside each other, as a statement has it."""
    if not isinstance(written, Known):
        return written
    parts = [named(written).value(name) for name in ("Type", "Key", "Value")]
    match parts:
        case [Known(str() as operator), Known(str() as key), value]:
            tests = Known(Fields({key: value}), written.trail)
            return Known(Fields({operator: tests}), written.trail)
    return Unknown(Reason("wrong-type", "its type and its key aren't texts that are known"), written.trail)


@cache
def _types_with(roles: tuple[Role, ...]) -> tuple[str, ...]:
    """The types of resources that hold documents of some roles."""
    return tuple(type_ for type_, holders in HOLDERS.items() if any(holder.role in roles for holder in holders))


class Statement(Part):
    """One statement of a policy."""

    KIND = "policy statement"
    __slots__ = ("role",)

    def __init__(self, resource: Resource, world: World, id_: str, value: Value, role: Role) -> None:
        super().__init__(resource, world, id_, value)
        self.role = role

    effect = Text("Effect")
    action = Whole("Action")
    not_action = Whole("NotAction")
    resources = Whole("Resource")
    not_resources = Whole("NotResource")
    principal = Whole("Principal")
    not_principal = Whole("NotPrincipal")
    condition = Whole("Condition")

    ROLES: tuple[Role, ...] = tuple(Role)
    """The roles of the documents whose statements are subjects of the class."""

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every statement of the documents that the class is about."""
        for resource in application.of(*_types_with(cls.ROLES)):
            yield from cls.of(resource)

    @classmethod
    def of(cls, resource: Resource) -> Iterator[Seed]:
        """The statements of one resource."""
        for document in documents(resource, cls.ROLES):
            yield from cls._statements(resource, document)

    @classmethod
    def _statements(cls, resource: Resource, document: Document) -> Iterator[Seed]:
        statements = document.value
        if isinstance(statements, Pattern) or (isinstance(statements, Known) and isinstance(statements.value, str)):
            statements = Unknown(
                Reason("policy-as-text", "the policy is a text that can't be read as JSON"), statements.trail
            )
        if document.id != "Statement" and not isinstance(statements, Unknown):
            statements = named(document.value).value("Statement")
        for guard, index, value in spread(statements, document.guard):
            yield cls._seed(resource, f"{document.id}/Statement{index}", guard, value, document.role)

    @classmethod
    def _seed(cls, resource: Resource, id_: str, guard: Guard, value: Value, role: Role) -> Seed:
        return Seed(f"{resource.id}/{id_}", guard, resource, lambda world: cls(resource, world, id_, value, role))

    def siblings(self) -> Iterator[Value]:
        """The statements of the same document as they are in this world, this one among them."""
        place = self._id.rpartition("/Statement")[0]
        for document in documents(self.resource, (self.role,)):
            if document.id == place and document.guard <= self.world.guard:
                bare = document.id == "Statement"
                yield from listed(self.world.pick(document.value if bare else named(document.value).value("Statement")))
                return

    @property
    def allows(self) -> bool:
        """Whether the statement grants something, as far as is known."""
        effect = self.effect
        return isinstance(effect, Known) and effect.value == "Allow"

    @property
    def actions(self) -> tuple[Value, ...]:
        """The elements of ``Action``."""
        return tuple(listed(self.action))

    @property
    def principals(self) -> tuple[tuple[str, Value], ...]:
        """The elements of ``Principal`` with their kind (``AWS``, ``Service``, …); a bare star is of kind ``AWS``."""
        match self.principal:
            case Known(Fields() as kinds):
                return tuple((kind, value) for kind, values in kinds.items() for value in listed(values))
            case Absent():
                return ()
            case Known(Items() as items):
                return tuple(("AWS", value) for value in items)
            case value:
                return (("AWS", value),)

    @property
    def conditions(self) -> tuple[tuple[str, str, Value], ...]:
        """Operator, key and value of every test of ``Condition``; keys are in lower case, as IAM compares them."""
        operators = named(self.condition)
        return tuple(
            (operator, key.lower(), value)
            for operator, tests in operators.items()
            for key, value in named(tests).items()
        )

    @property
    def undecided(self) -> Value | None:
        """A part that can't be read and so may change everything: the statement itself, its effect or condition."""
        for value in (self.value, self._judged_effect, self.condition):
            if isinstance(value, Unknown):
                return value
        made = (tests for _, tests in named(self.condition).items() if not isinstance(tests, Known))
        return next((Unknown(why_unknown(tests), tests.trail) for tests in made), None)

    @property
    def _judged_effect(self) -> Value:
        """``Effect``, or why it is none: its two words are told from others by their case too ("IAM JSON policy
        elements: Effect", IAM user guide, 2026-11)."""
        effect = self.effect
        if isinstance(effect, Unknown) or (isinstance(effect, Known) and effect.value in ("Allow", "Deny")):
            return effect
        place = effect.trail or self.value.trail
        return Unknown(
            Reason("wrong-effect", "Effect has to be Allow or Deny, written like that: AWS takes no other"), place
        )


class IdentityStatement(Statement):
    """A statement that says what its role, user or group may do."""

    ROLES = (Role.IDENTITY,)
    __slots__ = ()


class TrustStatement(Statement):
    """A statement that says who may assume a role."""

    ROLES = (Role.TRUST,)
    __slots__ = ()


class ResourceStatement(Statement):
    """A statement that says who may use a resource."""

    ROLES = (Role.RESOURCE,)
    __slots__ = ()


class EndpointStatement(Statement):
    """A statement of a VPC endpoint's policy."""

    ROLES = (Role.ENDPOINT,)
    __slots__ = ()


def pattern_text(value: Value) -> str | None:
    """The text of an action, ARN or principal, with a question mark in place of what isn't known; ``None`` if all is
    unknown."""
    match value:
        case Known(str() as text):
            return text
        case Pattern():
            return value.text("?")
    return None
