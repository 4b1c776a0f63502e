"""Access in a few words, for the message of a finding: who, what, on what, and what of the context matters."""

from collections.abc import Mapping

from hauberk.iam.algebra.concrete import telling
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.implied import IMPLIED, Calls
from hauberk.iam.public import Public, issuer
from hauberk.iam.request import Request
from hauberk.iam.sweeping import NAMELESS, Sweep
from hauberk.model.regex import regex

_WORD = regex(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_SPELT = {
    "accesspointobject": "object",
    "userpool": "user pool",
    "identitypool": "identity pool",
    "execute-api-domain": "API",
    "execute-api-general": "API",
    "hostedzone": "hosted zone",
}
"""Types of resources whose names in the Service Authorization Reference run together (2026-11)."""
_NO_PLURAL = ("as", "is", "ss", "us")
MANY = 3
"""Keys of the context that are told."""


def sweeping(holder: str, sweep: Sweep) -> str:
    """``OrdersRole: dynamodb:PutItem on any table``."""
    return f"{holder}: {spelt(sweep.actions[0])} on any {kind(sweep.type)}{circumstances(sweep.witness.context)}"


_SHARED = "sts:externalid"
"""The key of what both sides of a trust are to know (IAM user guide, "Access to AWS accounts owned by third parties").
Its value isn't told on, since it is what strangers have to guess."""


def outsider(way: Public, name: str) -> str:
    """``anyone: sqs:SendMessage on orders, from any account``."""
    context = way.access.witness.context
    given = circumstances({key: values for key, values in context.items() if key.lower() != _SHARED})
    who = f"{_who(way)} who knows the external id" if must_know(way) else _who(way)
    return f"{who}: {spelt(telling(way.access.found.actions))} on {name}{given or ', from any account'}"


def must_know(way: Public) -> bool:
    """Whether who comes has to say an external id."""
    return any(key.lower() == _SHARED for key in way.access.witness.context)


def told(who: str, request: Request, name: str) -> str:
    """A request in a few words: ``any user of the account: sts:AssumeRole on Operator, with …``."""
    return f"{who}: {request.action} on {name}{circumstances(request.context)}"


def _who(way: Public) -> str:
    match way.who.calls:
        case Calls.ANONYMOUS:
            return "anyone"
        case Calls.SERVICE:
            return f"{way.who.text}, for anyone"
        case Calls.PROVIDER:
            return f"anyone with an account at {issuer(way.who.text)}"
    return "anyone with an AWS account"


def spelt(action: str) -> str:
    """An action as the reference spells it."""
    known = known_action(action)
    return known.name if known is not None else action


def kind(type_: str) -> str:
    """What one resource of a type is called in a sentence: ``log group`` for ``log-group``, ``state machine`` for
    ``stateMachine``, ``broker`` for ``brokers``."""
    words = _SPELT.get(type_) or " ".join(_WORD.findall(type_)).lower() or "resource"
    return words if words.endswith(_NO_PLURAL) else words.removesuffix("s")


def circumstances(context: Mapping[str, tuple[str, ...]]) -> str:
    """What has to be so of the context, but for what follows from principal and resource."""
    told = [
        f"{key} {' and '.join(values)}".strip()
        for key, values in context.items()
        if key not in IMPLIED and NAMELESS not in values
    ]
    if not told:
        return ""
    more = f" and {len(told) - MANY} more" if len(told) > MANY else ""
    return f", with {', '.join(told[:MANY])}{more}"
