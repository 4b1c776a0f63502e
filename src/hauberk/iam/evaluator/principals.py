"""Whether a resource policy names a caller, and how.

Source: IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal" (2026-11).
"""

from collections.abc import Callable, Mapping
from enum import Enum

from hauberk.iam.evaluator.matching import Filling, Pieces, matches, pieces
from hauberk.iam.evaluator.truth import Doubt, Truth, all_of, any_of, negated
from hauberk.iam.implied import Caller, Calls
from hauberk.iam.language.policy import Principal, PrincipalKind, Statement
from hauberk.iam.language.text import Hole


class How(Enum):
    """How a principal element reaches a caller, which decides what else has to allow."""

    DIRECTLY = "directly"
    """By its own ARN, its service's or provider's name, or as everyone."""
    AS_ROLE = "as-role"
    """By the ARN of the role whose session it is."""
    BY_ACCOUNT = "by-account"
    """By its account, which is then to say who may."""


def named(statement: Statement, who: Caller, how: How, holes: Mapping[str, str]) -> Truth:
    """Whether a statement of a resource policy is about a caller, in one way. ``NotPrincipal`` is about everyone else,
    directly."""
    if not statement.except_principals:
        if not statement.principals and statement.unread:
            return _unread(statement)
        return any_of(_is(principal, who, how, holes) for principal in statement.principals)
    if how is not How.DIRECTLY:
        return False
    return negated(_left_out(statement, who, holes)) if statement.principals else True


def _unread(statement: Statement) -> Doubt:
    return Doubt(f"what {statement.unread[0].name} stands for isn't known")


def _left_out(statement: Statement, who: Caller, holes: Mapping[str, str]) -> Truth:
    """Whether ``NotPrincipal`` spares a caller.

    "You must also specify the account ARN of the not-denied principal. Otherwise, the policy might deny access to the
    entire account … AWS might validate the account first, then the role, and then the assumed-role user." So it does if
    all of them are named. It doesn't if none is, nor if the account alone is named: the page's own example names a user
    and the account, to deny every other user of that account. Anything between is a doubt.
    """
    if any(_everyone(principal) for principal in statement.principals):
        return True
    match who.calls:
        case Calls.ROOT:
            ways = [How.BY_ACCOUNT]
        case Calls.ROLE:
            ways = [How.AS_ROLE, How.BY_ACCOUNT]
        case Calls.SESSION:
            ways = [How.DIRECTLY, How.AS_ROLE, How.BY_ACCOUNT]
        case _:
            ways = [How.DIRECTLY, How.BY_ACCOUNT] if who.account else [How.DIRECTLY]
    found = [any_of(_is(principal, who, how, holes) for principal in statement.principals) for how in ways]
    itself = found[:-1] if who.account and who.calls is not Calls.ROOT else found
    if any_of(itself) is False:
        return False
    spared = all_of(found)
    if spared is False:
        return Doubt(f"NotPrincipal of {statement.name!r} names only a part of the caller, its role and its account")
    return spared


def _everyone(principal: Principal) -> bool:
    return principal.kind is PrincipalKind.AWS and principal.id.everything


def _is(principal: Principal, who: Caller, how: How, holes: Mapping[str, str]) -> Truth:
    if _everyone(principal):
        return how is How.DIRECTLY
    match principal.kind:
        case PrincipalKind.SERVICE:
            if who.calls is not Calls.SERVICE or how is not How.DIRECTLY:
                return False
            return _text(principal, [who.text], holes)
        case PrincipalKind.FEDERATED:
            if who.calls not in (Calls.SERVICE, Calls.PROVIDER) or how is not How.DIRECTLY:
                return False
            return _text(principal, [who.text], holes)
        case PrincipalKind.CANONICAL_USER:
            if not who.account or how is not How.BY_ACCOUNT:
                return False
            return Doubt("whose canonical user id it is isn't known")
    return _aws(principal, who, how, holes)


def _aws(principal: Principal, who: Caller, how: How, holes: Mapping[str, str]) -> Truth:
    """``AWS``: an account by its digits or root's ARN, a role, a session, a user, a federated user."""
    anyone = any(isinstance(part, Hole) and not part.own and part.name not in holes for part in principal.id.parts)
    if not who.account:
        return _text(principal, ["*"], holes) if anyone and how is How.DIRECTLY else False
    if how is How.BY_ACCOUNT:
        partition = who.partition or "aws"
        return _text(principal, [who.account, f"arn:{partition}:iam::{who.account}:root"], holes)
    if how is How.AS_ROLE:
        return _role(principal, who, holes) if who.role else False
    if who.calls is Calls.ROLE:
        return _some_session(principal, who, holes)
    texts = [] if who.calls is Calls.ROOT else [who.text]
    return _text(principal, [*texts, "*"] if anyone else texts, holes)


def _text(principal: Principal, texts: list[str], holes: Mapping[str, str]) -> Truth:
    return any_of(matches(_pieces(principal, holes), text) for text in texts)


def _pieces(principal: Principal, holes: Mapping[str, str]) -> Pieces:
    found = pieces(principal.id, Filling(lambda _: None, holes))
    assert found is not None  # there are no variables in principals
    assert not isinstance(found, Doubt)
    return found


def _role(principal: Principal, who: Caller, holes: Mapping[str, str]) -> Truth:
    """The role's ARN. Its path isn't told by a session's ARN, and names are unique without it."""
    if who.calls is Calls.ROLE:
        return _text(principal, [who.text], holes)
    start = f"arn:{who.partition}:iam::{who.account}:role/"
    return _begins(principal, start, holes, lambda path: path.rpartition("/")[2] == who.name)


def _some_session(principal: Principal, who: Caller, holes: Mapping[str, str]) -> Truth:
    """A role by its own ARN stands for a session of it; whether it is the one named isn't told."""
    start = f"arn:{who.partition}:sts::{who.account}:assumed-role/{who.name}/"
    return _begins(principal, start, holes, lambda _: Doubt("which session of the role it is isn't told"))


def _begins(principal: Principal, start: str, holes: Mapping[str, str], rest: Callable[[str], Truth]) -> Truth:
    """What ``rest`` says of the text behind ``start``; false if it doesn't begin so."""
    found = _pieces(principal, holes)
    at = next((at for at, piece in enumerate(found) if isinstance(piece, Hole)), len(found))
    known = "".join(str(piece) for piece in found[:at])
    if at == len(found):
        return rest(known[len(start) :]) if known.startswith(start) else False
    if not (known.startswith(start) or start.startswith(known)):
        return False
    hole = found[at]
    assert isinstance(hole, Hole)
    return Doubt(f"what {hole.name} stands for isn't known")
