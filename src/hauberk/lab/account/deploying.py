"""From a template to what the account holds of it."""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.loss import UNKNOWN, Loss
from hauberk.lab.account.provisioning.making import at_path
from hauberk.lab.account.provisioning.provision import STACK, Provisioned, provision
from hauberk.lab.account.uploading import upload
from hauberk.model.application import Application, Input
from hauberk.model.values import Known
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.parameters import scalar_text
from hauberk.sources.cloudformation.reader import read_application


class Deployed(NamedTuple):
    """An application in the one world that was deployed, which the parameters tell, and what became of it."""

    application: Application
    provisioned: Provisioned
    parameters: Mapping[str, str]


def deploy(
    account: Account,
    root: Root,
    path: str,
    parameters: Mapping[str, str] | None = None,
    stack: str = STACK,
    *,
    code: bool = False,
) -> Deployed:
    """Deploys a template of a folder. Parameters that aren't given have their defaults, or a value that is made up and
    told as a loss. With ``code`` the functions have the code that lies beside the template, which nobody runs.

    Raises :class:`hauberk.reading.errors.ReadingError` where the template can't be read.
    """
    given = dict(parameters or {})
    made_up: list[Loss] = []
    for input_ in read_application(root, path, given).inputs:
        if input_.name not in given and not input_.no_echo:
            given[input_.name] = _value(input_, account, made_up)
    application = read_application(root, path, given)
    done = provision(application, account, stack)
    left = upload(application, done.held, account, root) if code else ()
    return Deployed(application, done._replace(losses=(*made_up, *done.losses, *left)), given)


def _value(input_: Input, account: Account, made_up: list[Loss]) -> str:
    if isinstance(input_.default, Known):
        return scalar_text(input_.default.value)
    value = next(iter(input_.allowed), "") or _by_type(input_, account)
    made_up.append(Loss(input_.name, input_.type, "", UNKNOWN, f"a parameter without a default; {value} was made up"))
    return value


def _by_type(input_: Input, account: Account) -> str:
    """A value of a parameter's type; those of a network are of the account's own, which every account has."""
    for part, (operation, path) in _NETWORK.items():
        if part in input_.type:
            return str(at_path(getattr(account.client("ec2"), operation)(), path))
    return next((value for part, value in _TYPES.items() if part in input_.type), f"lab-{input_.name.lower()}")


_TYPES = {"Number": "1", "HostedZone::Id": "Z0123456789ABCDEFGHIJ"}
_NETWORK = {
    "VPC::Id": ("describe_vpcs", "Vpcs.0.VpcId"),
    "Subnet::Id": ("describe_subnets", "Subnets.0.SubnetId"),
    "SecurityGroup::Id": ("describe_security_groups", "SecurityGroups.0.GroupId"),
    "AvailabilityZone::Name": ("describe_availability_zones", "AvailabilityZones.0.ZoneName"),
}
"""Operations that tell of a network by default, and where in the answer, by a part of a parameter's type."""
