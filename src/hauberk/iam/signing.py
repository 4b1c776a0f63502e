"""Which requests nobody can make unsigned, whatever a policy says of everyone.

To become a role one signs, unless a provider vouches for one: of AWS STS's operations ``AssumeRoleWithSAML`` and
``AssumeRoleWithWebIdentity`` alone need no credentials ("AssumeRole", "AssumeRoleWithWebIdentity", AWS STS API
reference). A function is invoked by a signed request; its URL is what may take others, and asks for an action of its
own ("Invoke" and "Control access to Lambda function URLs", AWS Lambda developer guide). 2026-11.
"""

from hauberk.iam.algebra.actions import Actions
from hauberk.iam.algebra.boxes import Box, Resources
from hauberk.iam.language.policy import Effect, Statement
from hauberk.iam.language.text import EVERYTHING, glob

_NAMES = (
    *("lambda:invokeasync", "lambda:invokefunction"),
    *("sts:assumerole", "sts:assumeroot", "sts:setcontext", "sts:setsourceidentity", "sts:tagsession"),
)
_ACTIONS = tuple(map(glob, _NAMES))
_ANY = (EVERYTHING,)
SIGNED = Box(
    Statement(Effect.DENY, _ACTIONS, resources=_ANY, except_principals=True),
    Actions(_ACTIONS, False),
    Resources(_ANY, False),
    (),
)
"""These requests."""
