"""Whom a resource policy names, and how.

Source: IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal" (2026-11).
"""

import pytest

from hauberk.iam.evaluator.principals import How, named
from hauberk.iam.evaluator.truth import Doubt, Truth
from hauberk.iam.implied import caller
from hauberk.iam.language.policy import Kind, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.request import ANONYMOUS
from tests.iam.language.documents import allow, policy

ME = "123456789012"
ROOT = f"arn:aws:iam::{ME}:root"
USER = f"arn:aws:iam::{ME}:user/team/bob"
ROLE = f"arn:aws:iam::{ME}:role/path/admin"
SESSION = f"arn:aws:sts::{ME}:assumed-role/admin/one"
FEDERATED = f"arn:aws:sts::{ME}:federated-user/eve"
SAML = f"arn:aws:iam::{ME}:saml-provider/idp"
SERVICE = "sns.amazonaws.com"


def statement(principal: object, element: str = "Principal") -> Statement:
    """The statement of a resource policy."""
    return policy(allow(**{element: principal}), kind=Kind.RESOURCE).statements[0]


def ways(principal: object, who: str, element: str = "Principal") -> dict[How, Truth]:
    """The ways in which a statement is about a caller, false ones left out."""
    found = {how: named(statement(principal, element), caller(who), how, {}) for how in How}
    return {how: truth for how, truth in found.items() if truth is not False}


DIRECTLY, AS_ROLE, BY_ACCOUNT = {How.DIRECTLY: True}, {How.AS_ROLE: True}, {How.BY_ACCOUNT: True}


@pytest.mark.parametrize(
    ("principal", "who", "expected"),
    [
        *(("*", who, DIRECTLY) for who in (ROOT, USER, ROLE, SESSION, FEDERATED, SERVICE, SAML, ANONYMOUS)),
        ({"AWS": "*"}, ANONYMOUS, DIRECTLY),
        *(({"AWS": one}, who, BY_ACCOUNT) for one in (ME, ROOT) for who in (ROOT, USER, ROLE, SESSION, FEDERATED)),
        *(({"AWS": one}, who, {}) for one in (ME, ROOT) for who in (SERVICE, SAML, ANONYMOUS)),
        ({"AWS": "210987654321"}, USER, {}),
        ({"AWS": f"arn:aws-cn:iam::{ME}:root"}, USER, {}),
        ({"AWS": USER}, USER, DIRECTLY),
        ({"AWS": f"arn:aws:iam::{ME}:user/bob"}, USER, {}),
        ({"AWS": f"arn:aws:iam::{ME}:user/team/Bob"}, USER, {}),
        ({"AWS": ROLE}, ROLE, AS_ROLE),
        ({"AWS": ROLE}, SESSION, AS_ROLE),  # a session's ARN has no path
        ({"AWS": f"arn:aws:iam::{ME}:role/admin"}, SESSION, AS_ROLE),
        ({"AWS": f"arn:aws:iam::{ME}:role/admin/other"}, SESSION, {}),
        ({"AWS": "arn:aws:iam::210987654321:role/admin"}, SESSION, {}),
        ({"AWS": SESSION}, SESSION, DIRECTLY),
        ({"AWS": f"arn:aws:sts::{ME}:assumed-role/admin/two"}, SESSION, {}),
        ({"AWS": SESSION}, ROLE, {How.DIRECTLY: Doubt("which session of the role it is isn't told")}),
        ({"AWS": FEDERATED}, FEDERATED, DIRECTLY),
        # "You cannot use a wildcard to match part of a principal name or ARN"
        ({"AWS": f"arn:aws:iam::{ME}:user/team/*"}, USER, {}),
        ({"AWS": f"arn:aws:sts::{ME}:assumed-role/admin/*"}, SESSION, {}),
        ({"Service": SERVICE}, SERVICE, DIRECTLY),
        ({"Service": "sqs.amazonaws.com"}, SERVICE, {}),
        ({"Service": SERVICE}, USER, {}),
        ({"Service": "*"}, SERVICE, {}),
        ({"Federated": SAML}, SAML, DIRECTLY),
        ({"Federated": "accounts.google.com"}, "accounts.google.com", DIRECTLY),
        ({"Federated": "cognito-identity.amazonaws.com"}, "cognito-identity.amazonaws.com", DIRECTLY),
        ({"Federated": SAML}, USER, {}),
        ({"CanonicalUser": "79a5"}, USER, {How.BY_ACCOUNT: Doubt("whose canonical user id it is isn't known")}),
        ({"CanonicalUser": "79a5"}, ANONYMOUS, {}),
        ({"AWS": ["210987654321", USER, ME]}, USER, DIRECTLY | BY_ACCOUNT),
    ],
)
def test_principal(principal: object, who: str, expected: dict[How, Truth]) -> None:
    assert ways(principal, who) == expected


PART = Doubt("NotPrincipal of 'statement 1' names only a part of the caller, its role and its account")


@pytest.mark.parametrize(
    ("principal", "who", "expected"),
    [
        # The two examples of the page: user and account; session, role and account.
        ({"AWS": [USER, ROOT]}, USER, {}),
        ({"AWS": [SESSION, ROLE, ROOT]}, SESSION, {}),
        # "Otherwise, the policy might deny access to the entire account"
        ({"AWS": USER}, USER, {How.DIRECTLY: PART}),
        # the first example is there to deny every other user of the account
        ({"AWS": [USER, ROOT]}, f"arn:aws:iam::{ME}:user/alice", DIRECTLY),
        ({"AWS": ROOT}, USER, DIRECTLY),
        ({"AWS": [SESSION, ROOT]}, SESSION, {How.DIRECTLY: PART}),
        ({"AWS": ROOT}, ROOT, {}),
        ({"AWS": [ROLE, ROOT]}, ROLE, {}),
        ({"AWS": ROLE}, ROLE, {How.DIRECTLY: PART}),
        ({"AWS": [USER, ROOT]}, "arn:aws:iam::210987654321:user/eve", DIRECTLY),
        ({"AWS": [USER, ROOT]}, ANONYMOUS, DIRECTLY),
        ({"Service": SERVICE}, SERVICE, {}),
        ({"Service": SERVICE}, USER, DIRECTLY),
        ("*", USER, {}),
        ("*", ANONYMOUS, {}),
    ],
)
def test_not_principal(principal: object, who: str, expected: dict[How, Truth]) -> None:
    assert ways(principal, who, "NotPrincipal") == expected


UNKNOWN = Doubt("what H stands for isn't known")


def of_parts(*parts: str | Hole) -> Statement:
    """A statement whose AWS principal has holes."""
    return statement("*")._replace(principals=(Principal(PrincipalKind.AWS, Glob(parts)),))


@pytest.mark.parametrize(
    ("found", "who", "expected"),
    [
        (of_parts("arn:aws:iam::", Hole("H"), ":root"), USER, {How.BY_ACCOUNT}),
        (of_parts("arn:aws:iam::", Hole("H"), ":root"), ANONYMOUS, set()),
        (of_parts("arn:aws:iam::210987654321:", Hole("H")), USER, set()),
        (of_parts(f"arn:aws:iam::{ME}:role/", Hole("H")), SESSION, {How.AS_ROLE}),
        (of_parts(f"arn:aws:iam::{ME}:role/", Hole("H")), USER, set()),
        (of_parts(Hole("H", own=True)), ANONYMOUS, set()),
        (of_parts(Hole("H")), ANONYMOUS, {How.DIRECTLY}),  # a parameter may be a star
        (of_parts(Hole("H")), SERVICE, {How.DIRECTLY}),
    ],
)
def test_holes(found: Statement, who: str, expected: set[How]) -> None:
    assert {how for how in How if named(found, caller(who), how, {}) == UNKNOWN} == expected
    assert not any(named(found, caller(who), how, {}) is True for how in How)


def test_a_hole_that_is_told() -> None:
    found = of_parts("arn:aws:iam::", Hole("H"), ":role/admin")
    assert named(found, caller(SESSION), How.AS_ROLE, {"H": ME}) is True
    assert named(found, caller(SESSION), How.AS_ROLE, {"H": "210987654321"}) is False


def test_a_principal_that_could_not_be_read() -> None:
    found = statement("*")._replace(principals=(), unread=(Hole("H"),))
    assert named(found, caller(USER), How.DIRECTLY, {}) == UNKNOWN
