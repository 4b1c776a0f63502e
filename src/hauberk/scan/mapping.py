"""An application's map: what triggers which function, and what each function can reach by reference."""

from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.ledger import Edge, Node, Seen
from hauberk.model.resource import Resource
from hauberk.model.world import World
from hauberk.study.graph import FUNCTION
from hauberk.study.study import Study
from hauberk.study.triggers import triggers

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


def seen_of(application: Application, study: Study) -> Seen:
    """The application as it was read, with its map."""
    functions = list(application.of(FUNCTION))
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for function in functions:
        nodes[function.id] = Node(function.id, "function", function.name)
        for edge, node in (*_ways_in(function, study), *_reached(function, study)):
            nodes.setdefault(node.id, node)
            edges[edge] = None
    return Seen(
        path=application.id,
        format=application.format,
        functions=len(functions),
        resources=len(application.resources),
        parameters=len(application.inputs),
        files=application.files,
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
    )


def _ways_in(function: Resource, study: Study) -> Iterator[tuple[Edge, Node]]:
    for trigger in triggers(study.graph, function.id, World()):
        source = next(
            (
                resource
                for target in study.graph.targets.get(trigger.resource.id, ())
                if (resource := study.application.resources.get(target)) is not None and resource.type in STORES
            ),
            None,
        )
        if source is not None:
            yield Edge(source.id, function.id, trigger.how), Node(source.id, "store", source.name, STORES[source.type])
        else:
            id_ = f"trigger:{trigger.kind}"
            yield Edge(id_, function.id, trigger.how), Node(id_, "trigger", trigger.kind)


def _reached(function: Resource, study: Study) -> Iterator[tuple[Edge, Node]]:
    """What the function, its role and the policies of its role refer to."""
    graph = study.graph
    through = [function.id, *graph.targets.get(function.id, ())]
    for id_ in list(through):
        resource = study.application.resources.get(id_)
        if resource is not None and resource.type == "AWS::IAM::Role":
            through.extend(policy.id for policy in graph.users(id_, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"))
    for id_ in dict.fromkeys(through):
        for target in (id_, *graph.targets.get(id_, ())):
            resource = study.application.resources.get(target)
            if resource is not None and resource.type in STORES:
                yield Edge(function.id, target, "may use"), Node(target, "store", resource.name, STORES[resource.type])
