"""Whether a role is permitted something with all that its policies say, which only the algebra tells.

:mod:`hauberk.study.powers` asks it where a statement has conditions or another policy may take something away.
"""

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT, session
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.language.policy import Statement
from hauberk.iam.language.text import glob
from hauberk.iam.request import Policies
from hauberk.model.subject import Subject
from hauberk.study.arns import Arns
from hauberk.study.filling import filled, told
from hauberk.study.policies import Identity
from hauberk.study.study import Study

STEPS = 20_000
"""Steps of one question."""


class Permitted:
    """What one role may do with its policies."""

    def __init__(self, role: Subject, identity: Identity, study: Study) -> None:
        attached = tuple(told(one.policy).known for one in identity.attached)
        self._policies = Policies(attached, told(identity.boundary.policy) if identity.boundary else None)
        arn = Arns(study.application, role.world).arn(role.resource)
        self._who = session(ACCOUNT, spelt(filled(arn)) if arn is not None else "")

    def may(self, statement: Statement, action: str) -> bool:
        """Whether the role may do something on what a statement names. What can't be decided is no."""
        wanted = Wanted((glob(action),), tuple(map(filled, statement.resources)))
        try:
            return next(accesses(self._policies, self._who, wanted, ACCOUNT, Budget(STEPS)), None) is not None
        except UndecidedError:
            return False
