"""What is sent for values that nobody knows: of the right form, and recognisable."""

from hauberk.iam.language.text import Glob, Hole
from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.names import made_up
from hauberk.model.application import Application
from hauberk.model.values import Reference
from hauberk.model.world import World
from hauberk.study.arns import Arns

STAND_INS = {
    "no-echo": "lab-7b1f-stand-in",
    "dynamic-secretsmanager": "lab-7b1f-stand-in",
    "dynamic-ssm-secure": "lab-7b1f-stand-in",
    "dynamic-ssm": "lab-stand-in",
    "parameter-store": "lab-stand-in",
    "parameter-without-default": "lab-stand-in",
    "import-value": "lab-stand-in",
}
"""Texts by the reason why a value isn't known. What has another reason may be no text, and is left out."""


class StandIns:
    """What references would give of resources that the account doesn't hold."""

    def __init__(self, application: Application, world: World, account: Account, stack: str) -> None:
        self._arns = Arns(application, world)
        self._application = application
        self._pseudo = pseudo_parameters(account, stack)
        self._stack = stack

    def reference(self, reference: Reference) -> str:
        """A text of the form that AWS would give, as far as that is known."""
        found = self._arns.text(reference)
        parts = found.parts if isinstance(found, Glob) else ()
        if not parts or (len(parts) == 1 and isinstance(parts[0], Hole) and parts[0].name != reference.resource):
            return self._of_no_form(reference)
        return "".join(self._part(part) for part in parts)

    def _of_no_form(self, reference: Reference) -> str:
        """A name, or the ARN of a service that there is none of, where that is what the attribute says it is."""
        name = made_up("${Stack}-${Id}", self._stack, reference.resource)
        if not reference.attribute.endswith(("Arn", "ARN")):
            return f"{name}-{reference.attribute}" if reference.attribute else name
        return f"arn:aws:lab:{self._pseudo['AWS::Region']}:{self._pseudo['AWS::AccountId']}:{name}"

    def _part(self, part: object) -> str:
        if isinstance(part, str):
            return part
        if not isinstance(part, Hole):
            return "unknown"
        if part.name in self._pseudo:
            return self._pseudo[part.name]
        if part.name in self._application.resources:
            return made_up("${Stack}-${Id}", self._stack, part.name)
        return "0"


def pseudo_parameters(account: Account, stack: str) -> dict[str, str]:
    """CloudFormation's pseudo parameters for a stack of an account."""
    return {
        "AWS::AccountId": account.id,
        "AWS::Partition": "aws",
        "AWS::Region": account.region,
        "AWS::StackId": f"arn:aws:cloudformation:{account.region}:{account.id}:stack/{stack}/00000000",
        "AWS::StackName": stack,
        "AWS::URLSuffix": "amazonaws.com",
    }
