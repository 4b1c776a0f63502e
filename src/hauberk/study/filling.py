"""What only the deployment tells, filled with the text that it has in a witness."""

from hauberk.iam.algebra.concrete import hole_text, spelt
from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.language.operators import Family
from hauberk.iam.language.policy import Policy, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import ANY, Glob, Hole, glob

_AN_ADDRESS = "203.0.113.7"
"""Of a resource of the application: one of those that are kept for documentation (RFC 5737)."""
_ANOTHER = "444455556666"
"""An account for examples, as AWS's documentation uses beside :data:`hauberk.iam.algebra.principals.ACCOUNT`."""
_ALL_ADDRESSES = "0.0.0.0/0"
_MEASURED = (Family.NUMERIC, Family.DATE, Family.IP)
_WITH_WILDCARDS = (Family.LIKE, Family.ARN)


def filled(one: Glob) -> Glob:
    """A text whose holes have the texts that witnesses have for them."""
    return glob(*(hole_text(part) if isinstance(part, Hole) else part for part in one.parts))


def told(policy: Policy) -> Policy:
    """A policy in which holes have the texts that witnesses have for them. Numbers, dates and addresses that nobody
    knows stay holes, since no text can stand for them."""
    return policy._replace(statements=tuple(map(_told, policy.statements)))


def _told(statement: Statement) -> Statement:
    return statement._replace(
        resources=tuple(map(filled, statement.resources)),
        principals=tuple(one._replace(id=principal_told(one)) for one in statement.principals),
        tests=tuple(
            test._replace(values=tuple(_value(value, test) for value in test.values)) for test in statement.tests
        ),
    )


def principal_told(one: Principal) -> Glob:
    """Whom a statement names. An account that only the deployment tells is taken for somebody else's."""
    text = spelt(filled(one.id))
    if one.kind is not PrincipalKind.AWS or one.id.everything or not one.id.holes:
        return glob(text) if not one.id.everything else one.id
    if not text.startswith("arn:"):
        return glob(text if is_account(text) else _ANOTHER)
    parts = text.split(":", PARTS - 1)
    if len(parts) == PARTS and parts[2] in ("iam", "sts") and not is_account(parts[4]):
        parts[4] = _ANOTHER
    return glob(":".join(parts))


def told_test(test: Test) -> Test:
    """The same of one test of a condition."""
    return test._replace(values=tuple(_value(value, test) for value in test.values))


def _value(value: Glob, test: Test) -> Glob:
    family = test.operator.operator.family
    if family not in _MEASURED or not value.holes:
        return filled(value)
    own = family is Family.IP and all(hole.own for hole in value.holes)
    return glob(*(_AN_ADDRESS if isinstance(part, Hole) else part for part in value.parts)) if own else value


def widened(policy: Policy) -> Policy:
    """A policy in which a value of a condition that somebody else will give, and that may be everything, is that."""
    return policy._replace(
        statements=tuple(
            statement._replace(tests=tuple(map(_widened, statement.tests))) for statement in policy.statements
        )
    )


def _widened(test: Test) -> Test:
    family = test.operator.operator.family
    widest = Glob((ANY,)) if family in _WITH_WILDCARDS else glob(_ALL_ADDRESSES) if family is Family.IP else None
    if widest is None:
        return test
    return test._replace(values=tuple(widest if _is_anybodys(value) else value for value in test.values))


def _is_anybodys(value: Glob) -> bool:
    """Whether nothing is known of a text but that it isn't the name of a resource of the application."""
    match value.parts:
        case (Hole(name, own),):
            return not own and not name.startswith("AWS::")
    return False
