"""CloudWatch Logs: log groups with their retention and key, and what leads out of them.

Operations and members from the CloudWatch Logs API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import document, given, listed, only, text

GROUP, FILTER = "AWS::Logs::LogGroup", "AWS::Logs::SubscriptionFilter"
POLICY, DESTINATION = "AWS::Logs::ResourcePolicy", "AWS::Logs::Destination"


def _groups(answers: Answers) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for one in listed(answers.data("logs", "DescribeLogGroups"), "logGroups"):
        if (name := text(one, "logGroupName")) and text(one, "arn"):
            yield name, one


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"logGroupName": name} for name, _ in _groups(answers))


READS = (
    Read("logs", "DescribeLogGroups", (GROUP,)),
    Read(
        "logs",
        "DescribeSubscriptionFilters",
        (FILTER,),
        each=_each,
        after=("logs:DescribeLogGroups",),
        absent=frozenset(("ResourceNotFoundException",)),
    ),
    Read("logs", "DescribeResourcePolicies", (POLICY,)),
    Read("logs", "DescribeDestinations", (DESTINATION,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The log groups, each followed by what leads out of it, and the policies on logs."""
    for name, one in _groups(answers):
        arn = text(one, "arn").removesuffix(":*")
        properties = given(
            {
                "LogGroupName": name,
                "RetentionInDays": one.get("retentionInDays"),
                "KmsKeyId": one.get("kmsKeyId"),
                "LogGroupClass": one.get("logGroupClass"),
            }
        )
        more = only(one, "storedBytes", "creationTime")
        yield Made(GROUP, arn, name, properties, returns={"": name, "Arn": f"{arn}:*"}, account=more)
        yield from _filters(name, arn, answers)
    for one in listed(answers.data("logs", "DescribeResourcePolicies"), "resourcePolicies"):
        if name := text(one, "policyName"):
            id_ = f"arn:{place.partition}:logs:{place.region}:{place.account}:resource-policy:{name}"
            properties = {"PolicyName": name, "PolicyDocument": document(one.get("policyDocument"))}
            yield Made(POLICY, id_, name, properties, returns={"": name})
    for one in listed(answers.data("logs", "DescribeDestinations"), "destinations"):
        if arn := text(one, "arn"):
            name = text(one, "destinationName")
            policy = {"DestinationPolicy": document(one["accessPolicy"])} if one.get("accessPolicy") else {}
            own = {"DestinationName": name, "RoleArn": one.get("roleArn"), "TargetArn": one.get("targetArn")}
            yield Made(DESTINATION, arn, name, {**given(own), **policy}, returns={"": name, "Arn": arn})


def _filters(group: str, arn: str, answers: Answers) -> Iterator[Made]:
    answer = answers.of("logs", "DescribeSubscriptionFilters", logGroupName=group)
    if isinstance(answer, Unread) and answer.code != "not-asked":
        yield unknown_part(FILTER, arn, group, answer, "LogGroupName")
        return
    for one in listed(answers.data("logs", "DescribeSubscriptionFilters", logGroupName=group), "subscriptionFilters"):
        if name := text(one, "filterName"):
            own = {
                "FilterName": name,
                "LogGroupName": group,
                "FilterPattern": text(one, "filterPattern"),
                "DestinationArn": one.get("destinationArn"),
                "RoleArn": one.get("roleArn"),
            }
            id_ = f"{arn}#{name}"
            links = {"LogGroupName": f"{arn}#"}
            yield Made(FILTER, id_, name, given(own) | {"FilterPattern": own["FilterPattern"]}, {"": name}, links)
