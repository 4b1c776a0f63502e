"""Deploys a template that a test writes down."""

from pathlib import Path
from textwrap import dedent

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import Deployed, deploy
from hauberk.lab.account.provisioning.loss import Loss
from hauberk.reading.jail import Root

HEAD = "Transform: AWS::Serverless-2016-10-31\n"


def deployed(account: Account, folder: Path, text: str, **parameters: str) -> Deployed:
    """A template's text, deployed into an account."""
    (folder / "template.yaml").write_text(HEAD + dedent(text), encoding="utf-8")
    return deploy(account, Root(folder), "template.yaml", parameters)


def losses(found: Deployed) -> dict[tuple[str, str], str]:
    """What isn't held: codes by resource and property."""
    return {(one.resource, one.property): one.code for one in found.provisioned.losses}


def all_held(found: Deployed) -> bool:
    """Whether everything is there as it was written."""
    assert not found.provisioned.losses, "\n".join(map(_shown, found.provisioned.losses))
    return len(found.provisioned.held) == found.provisioned.wanted


def _shown(one: Loss) -> str:
    return f"{one.resource} {one.property}: {one.code}: {one.text}"


def physical(found: Deployed, id_: str) -> str:
    """What ``Ref`` of a resource gives."""
    return found.provisioned.held[id_].physical


def arn(found: Deployed, id_: str) -> str:
    """The ARN of a resource."""
    return found.provisioned.held[id_].arn
