"""What a principal of the application may do, in one world."""

from hauberk.iam.language.text import Glob
from hauberk.iam.request import Policies
from hauberk.model.subject import Subject
from hauberk.study.arns import Arns
from hauberk.study.policies import Identity
from hauberk.study.study import Study


class Access:
    """A principal with everything that decides what it may do, put together once."""

    __slots__ = ("arn", "identity")

    def __init__(self, arn: Glob | None, identity: Identity) -> None:
        self.arn = arn
        self.identity = identity

    @property
    def policies(self) -> Policies:
        """Its policies, as a request is decided by them."""
        return self.identity.policies


def access(principal: Subject, study: Study) -> Access:
    """The access of a role, user or group."""
    return Access(Arns(study.application, principal.world).arn(principal.resource), study.identity(principal))
