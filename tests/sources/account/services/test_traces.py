"""X-Ray: the policies on traces, and how these are encrypted."""

import json
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.reading.jail import Root
from hauberk.sources.account.planning import unlisted
from hauberk.sources.account.services import traces
from hauberk.sources.account.services.traces import ENCRYPTION, POLICY
from tests.sources.account.services.recorded import denied, line, made, of_account, of_template, recorded, told
from tests.sources.account.services.worlds import audited

OPEN = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "xray:PutTraceSegments", "Resource": "*"}],
}
OURS = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "xray:PutTraceSegments",
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
        }
    ],
}
KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111"
CONTROL = "public-resource-policy"


def policies(document: object) -> str:
    """What AWS answered about the policies: one of them, as a text."""
    one = {"PolicyName": "senders", "PolicyDocument": json.dumps(document), "PolicyRevisionId": "1"}
    return line("xray:ListResourcePolicies", {"ResourcePolicies": [one]})


def template(document: object) -> str:
    """A template with that policy, which CloudFormation takes as a text, too."""
    properties = {"PolicyName": "senders", "PolicyDocument": json.dumps(document)}
    return json.dumps({"Resources": {"Senders": {"Type": POLICY, "Properties": properties}}})


def test_policies_are_as_a_template_has_them() -> None:
    assert told(made(traces, recorded(policies(OPEN)))) == [
        (POLICY, "senders", {"PolicyName": "senders", "PolicyDocument": OPEN})
    ]


@pytest.mark.parametrize(("document", "state"), [(OPEN, "violated"), (OURS, "satisfied")])
def test_who_is_let_in_is_asked_as_of_a_template(document: object, state: str) -> None:
    said = of_account(recorded(policies(document)), CONTROL)
    assert said == of_template(template(document), CONTROL) == {CONTROL: {state: 1}}


def test_policies_that_were_denied_may_let_anyone_in() -> None:
    snapshot = recorded(denied("xray:ListResourcePolicies"))
    assert unlisted(snapshot, "eu-west-1")[POLICY].code == "access-denied"
    assert of_account(snapshot, CONTROL) == {CONTROL: {"unknown": 1}}


def test_what_is_no_policy_is_unknown() -> None:
    one = {"PolicyName": "senders", "PolicyDocument": "everybody"}
    snapshot = recorded(line("xray:ListResourcePolicies", {"ResourcePolicies": [one, {}, {"PolicyName": ""}]}))
    assert [found.name for found in made(traces, snapshot)] == ["senders"]
    assert of_account(snapshot, CONTROL) == {CONTROL: {"unknown": 1}}


def test_the_key_of_traces_is_told() -> None:
    config = {"Type": "KMS", "KeyId": KEY, "Status": "ACTIVE"}
    found = made(traces, recorded(line("xray:GetEncryptionConfig", {"EncryptionConfig": config})))
    assert told(found) == [(ENCRYPTION, "traces", config)]


def test_a_policy_that_was_deployed_is_read_again(server: Account, tmp_path: Path) -> None:
    account = server._replace(id="300000009001")
    (tmp_path / "template.json").write_text(template(OPEN), encoding="utf-8")
    assert deploy(account, Root(tmp_path), "template.json").provisioned.losses == ()
    snapshot = audited(account, traces.READS)
    assert told(made(traces, snapshot)) == [
        (POLICY, "senders", {"PolicyName": "senders", "PolicyDocument": OPEN}),
        (ENCRYPTION, "traces", {"Type": "NONE", "Status": "ACTIVE"}),
    ]
