"""Parameter Store: which parameters there are. Never what they hold.

Operations and members from the AWS Systems Manager API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterator

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import listed, only, text

PARAMETER = "AWS::SSM::Parameter"
READS = (Read("ssm", "DescribeParameters", (PARAMETER,)),)
_NEVER_READ = Unread("never-read", "the values of parameters are never read")


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The parameters. The value of one that is encrypted is none of its properties, which is the point of that."""
    for one in listed(answers.data("ssm", "DescribeParameters"), "Parameters"):
        if name := text(one, "Name"):
            arn = text(one, "ARN") or (
                f"arn:{place.partition}:ssm:{place.region}:{place.account}:parameter/{name.removeprefix('/')}"
            )
            properties = only(one, "Name", "Type", "Description", "Tier", "KeyId")
            if text(one, "Type") != "SecureString":
                properties["Value"] = _NEVER_READ
            yield Made(PARAMETER, arn, name, properties, returns={"": name, "Arn": arn})
