"""CloudWatch Logs: log groups with their retention and key, and what leads out of them.

Operations and members from the CloudWatch Logs API Reference (2026-11).
"""

from collections.abc import Iterator

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, listed, only, text

READS = (Read("logs", "DescribeLogGroups", ("AWS::Logs::LogGroup",)),)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The log groups."""
    for one in listed(answers.data("logs", "DescribeLogGroups"), "logGroups"):
        name = text(one, "logGroupName")
        arn = text(one, "arn").removesuffix(":*")
        if name and arn:
            properties = given(
                {
                    "LogGroupName": name,
                    "RetentionInDays": one.get("retentionInDays"),
                    "KmsKeyId": one.get("kmsKeyId"),
                    "LogGroupClass": one.get("logGroupClass"),
                }
            )
            more = only(one, "storedBytes", "creationTime")
            yield Made(
                "AWS::Logs::LogGroup", arn, name, properties, returns={"": name, "Arn": f"{arn}:*"}, account=more
            )
