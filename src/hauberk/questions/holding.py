"""What something holds of policies, wherever it was read."""

from typing import NamedTuple

from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.request import Policies


class Holding(NamedTuple):
    """A principal, a resource, or a policy by itself, in one world."""

    name: str
    type: str = ""
    """The CloudFormation type of a template's resource."""
    arn: Glob | None = None
    invoked: Glob | None = None
    """Of a REST API: the beginning of what its calls act on, which isn't its own ARN."""
    identity: tuple[Policy, ...] = ()
    """What says what it may do."""
    boundary: Policy | None = None
    own: Policy | None = None
    """What says who may use it: a resource's own policy, a role's trust policy."""

    @property
    def policies(self) -> Policies:
        """Those that say what it may do, as a request is decided by them."""
        return Policies(identity=self.identity, boundary=self.boundary)

    def deployed(self, account: str) -> "Holding":
        """The same in the account where it is deployed."""
        from hauberk.study.arns import expand, expanded  # a single request needs no template

        def told(hole: Hole) -> tuple[str, ...] | None:
            return (account,) if hole == _ACCOUNT else None

        def in_account(policy: Policy) -> Policy:
            return expand(policy, told)

        return self._replace(
            arn=None if self.arn is None else expanded(self.arn, told),
            identity=tuple(map(in_account, self.identity)),
            boundary=None if self.boundary is None else in_account(self.boundary),
            own=None if self.own is None else in_account(self.own),
        )


_ACCOUNT = Hole("AWS::AccountId")
