"""What belongs to the functions of an application of which only some were read.

That is what they refer to, directly or through others (roles, queues, groups, keys), what refers to them (permissions,
mappings, alarms), their log groups, and the rest of an API or a rule that leads to one of them. What only shares a role
or a queue with them isn't among it. Everything else of the account stays known, so that no verdict changes; it isn't
asked about.
"""

from hauberk.study.graph import FUNCTION, STAND_INS, Graph

_BOTH_WAYS = (
    FUNCTION,
    *STAND_INS,
    "AWS::Lambda::Url",
    "AWS::ApiGateway::",
    "AWS::ApiGatewayV2::",
    "AWS::AppSync::",
    "AWS::Events::Rule",
)
"""Types of which also those belong to the functions that refer to one that does."""
_LOGS = "/aws/lambda/"


def belonging(graph: Graph) -> frozenset[str]:
    """The ids of the resources that belong to the functions of an application."""
    resources = graph.application.resources
    functions = [resource for resource in resources.values() if resource.type == FUNCTION]
    logs = {f"{_LOGS}{function.name}" for function in functions}
    pending = [function.id for function in functions]
    pending += [one.id for one in resources.values() if one.type == "AWS::Logs::LogGroup" and one.name in logs]
    found: set[str] = set()
    while pending:
        id_ = pending.pop()
        if id_ in found or id_ not in resources:
            continue
        found.add(id_)
        pending.extend(graph.targets[id_])
        if resources[id_].type.startswith(_BOTH_WAYS):
            pending.extend(user.id for user in graph.users(id_))
    return frozenset(found)
