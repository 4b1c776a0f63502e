"""Who stands for everyone, held against what the plain evaluator makes of the same caller."""

from collections.abc import Sequence

import pytest

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import (
    ACCOUNT,
    KEYS,
    Reach,
    Somebody,
    anonymous,
    everybody,
    insiders,
    provider,
    reach,
    root,
    service,
    session,
    user,
)
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import Calls, implied
from hauberk.iam.language.policy import Kind
from hauberk.iam.request import ANONYMOUS, Decision, Policies, Request
from tests.iam.language.documents import Plain, allow, policy

STRANGE = "999999999999"
"""An account that no policy below names."""

THEM = "444455556666"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/r/s"
BOB = f"arn:aws:iam::{ACCOUNT}:user/bob"

EVERY = [
    anonymous(),
    service("sns.amazonaws.com"),
    provider("accounts.google.com"),
    session(),
    session(THEM),
    session(ACCOUNT, ROLE),
    session(ACCOUNT, text=SESSION),
    user(),
    user(THEM),
    user(ACCOUNT, BOB),
    root(THEM),
]


@pytest.mark.parametrize("who", EVERY, ids=lambda who: f"{who.calls} {who.text or who.role or who.account}")
def test_what_the_keys_may_hold_is_what_the_caller_implies(who: Somebody) -> None:
    """The keys are told of twice: as languages for the search, and of one request by the evaluator's side."""
    said = implied(Request(who.id({}), "s3:GetObject", "arn:aws:s3:::b/k"))
    for key in KEYS & said.keys():
        (value,) = said[key]
        domain = who.domains[key]
        assert domain.present, key
        assert all(machine.accepts(value) for machine in domain.within), key
    assert not [key for key in said if key in who.domains and who.domains[key].absent]
    assert not [key for key, domain in who.domains.items() if domain.present and key not in said]


@pytest.mark.parametrize(
    ("who", "context", "principal"),
    [
        (anonymous(), {}, ANONYMOUS),
        (service("sns.amazonaws.com"), {}, "sns.amazonaws.com"),
        (session(), {}, f"arn:aws:sts::{ACCOUNT}:assumed-role/example/session"),
        (session(THEM), {}, f"arn:aws:sts::{THEM}:assumed-role/example/session"),
        (session(ACCOUNT, ROLE), {}, SESSION.removesuffix("s") + "session"),
        (session(ACCOUNT, text=SESSION), {}, SESSION),
        # what the context says of the caller is so
        (session(), {"aws:principalaccount": THEM}, f"arn:aws:sts::{THEM}:assumed-role/example/session"),
        (
            session(),
            {"aws:principalarn": f"arn:aws-cn:iam::{THEM}:role/path/to/r"},
            f"arn:aws-cn:sts::{THEM}:assumed-role/r/session",
        ),
        (user(), {"aws:username": "bob"}, BOB),
        (user(), {"aws:principalarn": BOB}, BOB),
        (user(THEM), {}, f"arn:aws:iam::{THEM}:user/example"),
        (root(THEM), {}, f"arn:aws:iam::{THEM}:root"),
    ],
)
def test_a_request_has_it_so(who: Somebody, context: dict[str, str], principal: str) -> None:
    assert who.id({key: (value,) for key, value in context.items()}) == principal


def named(principal: object, **more: object) -> Plain:
    """A statement of a resource's policy; ``NotPrincipal`` with ``but``."""
    said = allow("s3:GetObject", "arn:aws:s3:::b/k", **{"Principal": principal, **more})
    return {
        "NotPrincipal" if key == "Principal" and "but" in more else key: value
        for key, value in said.items()
        if key != "but"
    }


@pytest.mark.parametrize(
    ("principal", "who", "found"),
    [
        ("*", anonymous(), Reach.DIRECTLY),
        ({"AWS": "*"}, session(STRANGE), Reach.DIRECTLY),
        ({"AWS": ACCOUNT}, session(ACCOUNT), Reach.BY_ACCOUNT),
        ({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, user(ACCOUNT), Reach.BY_ACCOUNT),
        ({"AWS": ACCOUNT}, session(THEM), Reach.NOT),
        ({"AWS": ACCOUNT}, session(), Reach.NOT),
        ({"AWS": ROLE}, session(ACCOUNT, ROLE), Reach.AS_ROLE),
        ({"AWS": ROLE}, session(ACCOUNT), Reach.NOT),
        ({"AWS": SESSION}, session(ACCOUNT, text=SESSION), Reach.DIRECTLY),
        ({"AWS": BOB}, user(ACCOUNT, BOB), Reach.DIRECTLY),
        ({"AWS": [ACCOUNT, ROLE]}, session(ACCOUNT, ROLE), Reach.AS_ROLE),
        ({"Service": "sns.amazonaws.com"}, service("sns.amazonaws.com"), Reach.DIRECTLY),
        ({"Service": "sns.amazonaws.com"}, service("sqs.amazonaws.com"), Reach.NOT),
        ({"Federated": "accounts.google.com"}, provider("accounts.google.com"), Reach.DIRECTLY),
        ({"Service": "accounts.google.com"}, provider("accounts.google.com"), Reach.NOT),
        ({"CanonicalUser": "c0ffee"}, session(ACCOUNT), Reach.NOT),
    ],
)
def test_how_a_statement_names_somebody(principal: object, who: Somebody, found: Reach) -> None:
    one = policy(named(principal), kind=Kind.RESOURCE).statements[0]
    but = policy(named(principal, but=True), kind=Kind.RESOURCE).statements[0]
    assert reach(one, who, spelt) is found
    # an account that is left out leaves out its root user alone (IAM user guide, "NotPrincipal", 2026-11)
    assert reach(but, who, spelt) is (Reach.DIRECTLY if found in (Reach.NOT, Reach.BY_ACCOUNT) else Reach.NOT)


def test_only_users_and_sessions_have_identity_policies() -> None:
    assert [who.calls for who in insiders(frozenset(("aws:sourceip",)))] == [Calls.SESSION]
    assert [who.calls for who in insiders(frozenset(("aws:username",)))] == [Calls.SESSION, Calls.USER]


def _of(*statements: Plain) -> Sequence[Box]:
    made = boxes(policy(*statements, kind=Kind.RESOURCE))
    return (*made.allow, *made.deny)


@pytest.mark.parametrize(
    ("statement", "principals"),
    [
        (named("*"), []),
        (named({"AWS": ROLE}), [(Calls.SESSION, ACCOUNT), (Calls.USER, ACCOUNT), (Calls.SESSION, "r")]),
        (named({"AWS": THEM}), [(Calls.SESSION, THEM), (Calls.USER, THEM), (Calls.ROOT, THEM)]),
        (named({"Service": "sns.amazonaws.com"}), [(Calls.SERVICE, "sns.amazonaws.com")]),
        (
            named("*", Condition={"StringEquals": {"aws:PrincipalAccount": THEM}}),
            [(Calls.SESSION, THEM), (Calls.USER, THEM), (Calls.SERVICE, "")],
        ),
        (
            named("*", Condition={"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{THEM}:role/*"}}),
            [
                *((kind, THEM) for kind in (Calls.SESSION, Calls.USER)),
                *((kind, account) for kind in (Calls.ROOT, Calls.FEDERATED_USER) for account in (STRANGE, THEM)),
                (Calls.SERVICE, ""),
            ],
        ),
        (
            named("*", Condition={"StringEquals": {"aws:PrincipalServiceName": "s3.amazonaws.com"}}),
            [(Calls.SERVICE, "s3.amazonaws.com"), (Calls.SERVICE, "")],
        ),
    ],
)
def test_everybody_is_a_stranger_of_each_kind_and_those_who_are_named(
    statement: Plain, principals: list[tuple[Calls, str]]
) -> None:
    strangers = [(Calls.ANONYMOUS, ""), (Calls.SESSION, STRANGE), (Calls.USER, STRANGE)]
    found = [
        (who.calls, who.role.rpartition("/")[2] or (who.text if who.calls is Calls.SERVICE else who.account))
        for who in everybody(_of(statement), spelt)
    ]
    assert sorted(found) == sorted(strangers + principals)


@pytest.mark.parametrize(
    "statement",
    [
        named("*"),
        named({"AWS": THEM}),
        named({"AWS": [ROLE, BOB]}),
        named({"AWS": ROLE}, but=True),
        named({"Service": "sns.amazonaws.com"}),
        named("*", Condition={"StringEquals": {"aws:PrincipalAccount": THEM}}),
    ],
)
def test_somebody_of_everybody_is_let_in_if_anyone_is(statement: Plain) -> None:
    """A crowd of callers against those who stand for it."""
    said = policy(statement, kind=Kind.RESOURCE)

    def let_in(principal: str) -> bool:
        request = Request(principal, "s3:GetObject", "arn:aws:s3:::b/k", {}, ACCOUNT)
        identity = (policy(allow("s3:*")),)
        return decide(request, Policies(identity, resource=said)).decision is Decision.ALLOW

    crowd = [
        ANONYMOUS,
        "sns.amazonaws.com",
        "sqs.amazonaws.com",
        BOB,
        SESSION,
        *(f"arn:aws:iam::{THEM}:{one}" for one in ("user/eve", "root")),
    ]
    standing = [who.id({}) for who in everybody(_of(statement), spelt)]
    assert any(map(let_in, standing)) is any(map(let_in, crowd))
