"""An application's map: who can reach which function, and what each function can reach.

It shows what is allowed: what a Deny, a boundary or a condition takes away again is not worked out.
"""

from collections.abc import Iterable, Iterator

from hauberk.model.api import HTTP, REST
from hauberk.model.application import Application
from hauberk.model.compute import HANDLER
from hauberk.model.ledger import Edge, Entry, Node, Seen
from hauberk.model.policies import IdentityStatement, pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import below, listed, spread
from hauberk.model.values import Absent, Reference, Value
from hauberk.model.verdict import State
from hauberk.model.world import World
from hauberk.practices.least_privilege.roles import ADMINISTRATORS
from hauberk.study.graph import FUNCTION
from hauberk.study.study import Study
from hauberk.study.triggers import MAPPING, Trigger, ways_in

STORES = {
    "AWS::DocDB::DBCluster": "DocumentDB",
    "AWS::DynamoDB::GlobalTable": "DynamoDB table",
    "AWS::DynamoDB::Table": "DynamoDB table",
    "AWS::EFS::FileSystem": "EFS file system",
    "AWS::ElastiCache::ReplicationGroup": "cache",
    "AWS::Events::EventBus": "event bus",
    "AWS::Kinesis::Stream": "Kinesis stream",
    "AWS::RDS::DBCluster": "database",
    "AWS::RDS::DBInstance": "database",
    "AWS::S3::Bucket": "S3 bucket",
    "AWS::SNS::Topic": "SNS topic",
    "AWS::SQS::Queue": "SQS queue",
    "AWS::SSM::Parameter": "parameter",
    "AWS::SecretsManager::Secret": "secret",
    "AWS::StepFunctions::StateMachine": "state machine",
}
APIS = {REST: "REST API", HTTP: "HTTP API", "AWS::AppSync::GraphQLApi": "GraphQL API"}
_SOURCES = {
    **STORES,
    **APIS,
    "AWS::Cognito::UserPool": "user pool",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "load balancer",
    "AWS::Events::Rule": "rule",
    "AWS::IoT::TopicRule": "IoT rule",
    "AWS::KinesisFirehose::DeliveryStream": "Firehose",
    "AWS::Pipes::Pipe": "EventBridge Pipe",
    "AWS::Scheduler::Schedule": "schedule",
}
"""What a person would draw as the start of an arrow to a function."""
_WHERE = {MAPPING: "EventSourceArn", "AWS::Lambda::Permission": "SourceArn", "AWS::SNS::Subscription": "TopicArn"}
"""Where a resource that only connects two others names the one that events come from."""

_SERVICES = {
    "dynamodb": ("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"),
    "events": ("AWS::Events::EventBus",),
    "kinesis": ("AWS::Kinesis::Stream",),
    "s3": ("AWS::S3::Bucket",),
    "secretsmanager": ("AWS::SecretsManager::Secret",),
    "sns": ("AWS::SNS::Topic",),
    "sqs": ("AWS::SQS::Queue",),
    "ssm": ("AWS::SSM::Parameter",),
    "states": ("AWS::StepFunctions::StateMachine",),
}
"""The stores that IAM alone guards, by the prefix of their actions. A database or a cache asks for more than IAM."""
_EVERY = {
    "dynamodb": "every table",
    "events": "every event bus",
    "kinesis": "every stream",
    "s3": "every bucket",
    "secretsmanager": "every secret",
    "sns": "every topic",
    "sqs": "every queue",
    "ssm": "every parameter",
    "states": "every state machine",
}
_WHOLES = frozenset(
    ("*", "*/*", "event-bus/*", "parameter/*", "secret:*", "stateMachine:*", "stream/*", "table/*", "table/*/index/*")
)
"""How the ARN of every resource of such a service ends (Service Authorization Reference, 2026-11)."""
_WORDS = {
    "DynamoDB": "dynamodb",
    "EventBridge": "events",
    "Kinesis": "kinesis",
    "S3": "s3",
    "SNS": "sns",
    "SQS": "sqs",
    "SSM": "ssm",
    "StepFunctions": "states",
}
_FORMS = ("FullAccess", "FullAccess_v2", "ReadOnlyAccess")
_MANAGED = {
    **{f"{maker}{word}{form}": s for maker in ("Amazon", "AWS") for word, s in _WORDS.items() for form in _FORMS},
    "AWSLambdaExecute": "s3",
    "SecretsManagerReadWrite": "secretsmanager",
}
"""What AWS's ready-made policies open as a whole (AWS managed policy reference, 2026-11)."""
_EVERYTHING = (ADMINISTRATORS - {"IAMFullAccess"}) | {"ReadOnlyAccess"}

OPENINGS = (
    "allow-with-not-principal",
    "api-route-without-authorizer",
    "api-without-authorizer",
    "bucket-with-public-acl",
    "function-url-without-auth",
    "public-function-permission",
    "public-resource-policy",
)
"""Controls whose violation means that anyone can get in."""

ALWAYS = "always"
_STRENGTHS = ("", "perhaps", "wide", "open")
INTERNET = Node("internet", "internet", "Anyone", "on the internet, or in AWS")
ACCOUNT = Node("account", "account", "The whole account", "whatever else is in it")
ELSEWHERE = Node("elsewhere", "unknown", "Not known", "its role isn't in this template")


def unmapped(application: Application) -> Seen:
    """The application as it was read, without its map."""
    return Seen(
        path=application.id,
        format=application.format,
        functions=sum(1 for _ in application.of(FUNCTION, HANDLER)),
        resources=0 if application.code is not None else len(application.resources),
        parameters=len(application.inputs),
        files=application.files,
    )


def seen_of(application: Application, study: Study, entries: Iterable[Entry]) -> Seen:
    """The application as it was read, with its map. ``entries`` are the answers of :data:`OPENINGS`, or of more."""
    functions = list(application.of(FUNCTION))
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for function in functions:
        nodes[function.id] = Node(function.id, "function", function.name)
    for found in (_ways_in, _reached):
        for function in functions:
            for edge, node in found(function, study):
                nodes.setdefault(node.id, node)
                _draw(edge, edges)
    if functions:
        for edge, node in _openings(entries, study):
            nodes.setdefault(node.id, node)
            nodes.setdefault(INTERNET.id, INTERNET)
            _draw(edge, edges)
    return unmapped(application)._replace(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def _draw(edge: Edge, edges: dict[tuple[str, str], Edge]) -> None:
    """One arrow from box to box: the one that says most."""
    drawn = edges.setdefault((edge.source, edge.target), edge)
    if _STRENGTHS.index(edge.kind) > _STRENGTHS.index(drawn.kind) or edge.says == ALWAYS:
        edges[edge.source, edge.target] = edge


def _ways_in(function: Resource, study: Study) -> Iterator[tuple[Edge, Node]]:
    """Each source of events once. One that isn't in the application shows where none of its kind is."""
    outside: dict[str, Trigger] = {}
    inside: set[str] = set()
    for trigger in ways_in(study.graph, function.id, World()):
        source = _source(trigger, function, study)
        if source is None:
            outside.setdefault(trigger.kind, trigger)
        else:
            inside.add(trigger.kind)
            yield Edge(source.id, function.id, trigger.how), source
    for kind, trigger in outside.items():
        if kind not in inside:
            yield Edge(f"trigger:{kind}", function.id, trigger.how), Node(f"trigger:{kind}", "trigger", kind)


def _source(trigger: Trigger, function: Resource, study: Study) -> Node | None:
    """What events come from: the resource that says so, or the one that it connects with the function."""
    resource = trigger.resource
    if trigger.kind == "function URL":
        return Node(resource.id, "trigger", trigger.kind, f"of {function.name}")
    found: Resource | None = resource
    if resource.type in _WHERE:
        found = study.named(World().pick(resource.properties.value(_WHERE[resource.type])))
    elif resource.type not in _SOURCES:
        others = (study.application.resources.get(id_) for id_ in study.graph.targets.get(resource.id, ()))
        found = next((other for other in others if other is not None and other.type in _SOURCES), None)
    if found is None or found.type not in _SOURCES:
        return None
    kind = "store" if found.type in STORES else "trigger"
    return Node(found.id, kind, found.name, trigger.kind if found.type == "AWS::Events::Rule" else _SOURCES[found.type])


def _reached(function: Resource, study: Study) -> Iterator[tuple[Edge, Node]]:
    """What the function, its role and the policies of its role refer to, and what they open as a whole."""
    graph = study.graph
    roles = [value for _, value in below(function, "Role")]
    policies: dict[str, None] = {}
    for role in roles:
        resource = study.named(role)
        if resource is None:
            yield Edge(function.id, ELSEWHERE.id, "runs as a role that isn't in this template"), ELSEWHERE
            continue
        policies[resource.id] = None
        attached = graph.users(resource.id, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
        policies.update((policy.id, None) for policy in attached)
        policies.update((id_, None) for id_ in graph.targets[resource.id] if _is(id_, study, "AWS::IAM::ManagedPolicy"))
    for id_ in (function.id, *policies):
        for target in graph.targets.get(id_, ()):
            resource = study.application.resources.get(target)
            if resource is not None and resource.type in STORES:
                yield Edge(function.id, target, "may use it"), _store(resource)
    for id_ in policies:
        for service, limit in _opened(study.application.resources[id_]):
            yield from _whole(function, service, limit, study)


def _is(id_: str, study: Study, type_: str) -> bool:
    resource = study.application.resources.get(id_)
    return resource is not None and resource.type == type_


def _store(resource: Resource) -> Node:
    return Node(resource.id, "store", resource.name, STORES[resource.type])


def _whole(function: Resource, service: str, limit: str, study: Study) -> Iterator[tuple[Edge, Node]]:
    """The arrows of who may use every store of a service, or of all."""
    said = f"may use {'all' if service == '*' else _EVERY[service]} of the account{limit}"
    if service == "*":
        yield Edge(function.id, ACCOUNT.id, said, "wide"), ACCOUNT
    else:
        node = Node(f"account:{service}", "account", _EVERY[service].capitalize(), "of the account")
        yield Edge(function.id, node.id, said, "wide"), node
    for prefix in _SERVICES if service == "*" else (service,):
        for resource in study.application.of(*_SERVICES[prefix]):
            yield Edge(function.id, resource.id, said, "wide"), _store(resource)


def _opened(policy: Resource) -> Iterator[tuple[str, str]]:
    """The services that a role or policy opens as a whole (a star for all of them), each with its limit in words."""
    for _, value in below(policy, "ManagedPolicyArns"):
        for _, _, element in spread(value):
            name = (pattern_text(element) or "").rpartition("/")[2]
            if name in _EVERYTHING:
                yield "*", ""
            elif name in _MANAGED:
                yield _MANAGED[name], ""
    for seed in IdentityStatement.of(policy):
        statement = seed.see(World(seed.guard))
        if isinstance(statement, IdentityStatement) and statement.allows:
            limit = "" if isinstance(statement.condition, Absent) else ", under a condition"
            yield from ((service, limit) for service in _opened_by_statement(statement))


def _opened_by_statement(statement: IdentityStatement) -> Iterator[str]:
    resources = [_text(value) for value in listed(statement.resources)]
    if not isinstance(statement.not_action, Absent):
        if "*" in resources:
            yield "*"
        return
    for action in map(_text, statement.actions):
        service = action.partition(":")[0].lower()
        if action == "*" and "*" in resources:
            yield "*"
        elif service in _SERVICES and any(_is_whole(text, service) for text in resources):
            yield service


def _text(value: Value) -> str:
    return pattern_text(value) or ""


def _is_whole(resource: str, service: str) -> bool:
    """Whether an ARN with stars stands for all resources of a service: ``*``, or ``table/*`` in every account."""
    if resource == "*":
        return True
    pieces = resource.split(":", 5)
    return len(pieces) == 6 and pieces[0] == "arn" and pieces[2] == service and pieces[5] in _WHOLES


def _openings(entries: Iterable[Entry], study: Study) -> Iterator[tuple[Edge, Node]]:
    """The arrows of anyone: to what a violated control says is open, under its condition if it has one, and to what is
    perhaps open, since the control's answer isn't known."""
    for entry in entries:
        if entry.control not in OPENINGS or entry.state not in (State.VIOLATED, State.UNKNOWN):
            continue
        resource = _named_by(entry.subject, study)
        if resource is None:
            continue
        for node in _opened_by(resource, study):
            if entry.state is State.VIOLATED:
                yield Edge(INTERNET.id, node.id, entry.condition or ALWAYS, "open", entry.fingerprint), node
            else:
                yield Edge(INTERNET.id, node.id, entry.reason.text if entry.reason else "", "perhaps"), node


def _named_by(subject: str, study: Study) -> Resource | None:
    """The resource of a subject's id: the longest beginning that is a resource's id."""
    pieces = subject.split("/")
    for length in range(len(pieces), 0, -1):
        resource = study.application.resources.get("/".join(pieces[:length]))
        if resource is not None:
            return resource
    return None


def _opened_by(resource: Resource, study: Study) -> Iterator[Node]:
    """The boxes that a resource opens: itself, or what it belongs to."""
    if resource.type == "AWS::Lambda::Url":
        function = study.function_of(World().pick(resource.properties.value("TargetFunctionArn")))
        if function is not None:
            yield Node(resource.id, "trigger", "function URL", f"of {function.name}")
        return
    for id_ in (resource.id, *study.graph.targets.get(resource.id, ())):
        found = study.application.resources.get(id_)
        if found is None:
            continue
        if found.type in STORES:
            yield _store(found)
        elif found.type in APIS:
            yield Node(found.id, "trigger", found.name, APIS[found.type])
        elif resource.type == "AWS::Lambda::Permission" and (function := study.function_of(Reference(id_))) is not None:
            yield Node(function.id, "function", function.name)
