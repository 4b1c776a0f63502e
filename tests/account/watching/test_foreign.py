"""What AWS's services found in an account: whose it is, with which finding of ours it belongs, and that it is told
once."""

from typing import Any

from hauberk.model.foreign import ACCESS_ANALYZER, CONFIG, GUARDDUTY, INSPECTOR, SECURITY_HUB, Foreign
from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.planning import ALL_READS
from tests.account.watching.audits import Place, asked, audited
from tests.account.watching.samples import SAMPLES, hub_finding
from tests.account.watching.worlds import ORDERS

FACTS = frozenset(fact for read in ALL_READS for fact in read.facts)
OPEN = {
    "lambda:GetPolicy": {
        "Policy": '{"Statement": [{"Sid": "all", "Effect": "Allow", "Principal": "*", '
        f'"Action": "lambda:InvokeFunction", "Resource": "{ORDERS}"}}]}}'
    }
}
PUBLIC = "public-function-permission"


def ledger(*findings: dict[str, Any], **changes: Any) -> Ledger:
    """What is told of the account, where Security Hub has some findings."""
    given = {**SAMPLES, **OPEN, "securityhub:GetFindings": {"Findings": list(findings)}, **changes}
    return asked(audited(Place(), FACTS, given), *all_controls())


def of(found: Ledger, service: str) -> list[Foreign]:
    return [one for one in found.foreign if one.service.startswith(service)]


def test_each_service_is_told_of_its_resource() -> None:
    found = ledger()
    assert {one.service for one in found.foreign} == {CONFIG, INSPECTOR, GUARDDUTY}
    assert {one.subject for one in found.foreign} == {ORDERS}
    assert {one.name for one in found.foreign} == {"orders"}


def test_one_that_asks_what_hauberk_asks_is_told_by_that_entry() -> None:
    found = ledger()
    (config,) = of(found, CONFIG)
    assert PUBLIC in config.controls
    (entry,) = (entry for entry in found.findings() if entry.control == PUBLIC)
    assert config.told_by == (entry.fingerprint,)
    assert config.rule == "lambda-function-public-access-prohibited"
    assert config.since == "2026-11-01T08:00:00+00:00"


def test_one_that_hauberk_sees_otherwise_stands_alone() -> None:
    found = ledger(**{"lambda:GetPolicy": {"Policy": '{"Statement": []}'}})
    assert of(found, CONFIG)[0].told_by == ()


def test_what_a_control_tells_as_a_finding_of_its_own_is_told_there() -> None:
    found = ledger()
    entries = {entry.fingerprint: entry.control for entry in found.findings()}
    assert [entries[mark] for mark in of(found, GUARDDUTY)[0].told_by] == ["guardduty-finding-open"]
    assert [entries[mark] for mark in of(found, INSPECTOR)[0].told_by] == ["inspector-finding-open"]


def test_security_hubs_copies_are_not_told_again() -> None:
    inspector = f"arn:aws:inspector2:eu-west-1:{Place().id}:finding/1"
    guardduty = SAMPLES["guardduty:GetFindings"]["Findings"][0]["Arn"]
    found = ledger(
        hub_finding(inspector, product="Inspector"),
        hub_finding(guardduty, product="GuardDuty"),
        hub_finding(
            "arn:aws:config:finding/1",
            product="Config",
            ProductFields={"aws/config/ConfigRuleName": "lambda-function-public-access-prohibited"},
        ),
    )
    assert of(found, SECURITY_HUB) == []
    assert len(found.foreign) == 3


def test_a_control_of_security_hub_is_known_by_its_rule_of_config() -> None:
    name = "securityhub-lambda-function-public-access-prohibited-abc"
    rule = {**SAMPLES["config:DescribeConfigRules"]["ConfigRules"][0], "ConfigRuleName": name}
    compliance = {"ConfigRuleName": name, "Compliance": {"ComplianceType": "NON_COMPLIANT"}}
    control = hub_finding("arn:aws:securityhub:1", "Lambda.1", ProductFields={"RelatedAWSResources:0/name": name})
    found = ledger(
        control,
        **{
            "config:DescribeConfigRules": {"ConfigRules": [rule]},
            "config:DescribeComplianceByConfigRule": {"ComplianceByConfigRules": [compliance]},
        },
    )
    assert len(of(found, CONFIG)) == 1
    assert of(found, SECURITY_HUB) == []


def test_a_control_of_security_hub_is_told_by_the_same_question() -> None:
    found = ledger(hub_finding("arn:aws:securityhub:1", "Lambda.1"))
    (one,) = of(found, SECURITY_HUB)
    assert PUBLIC in one.controls
    (entry,) = (entry for entry in found.findings() if entry.control == PUBLIC)
    assert entry.fingerprint in one.told_by


def test_a_finding_of_another_product_says_whose_it_is() -> None:
    (one,) = of(ledger(hub_finding("arn:aws:macie:1", product="Macie")), SECURITY_HUB)
    assert one.service == f"{SECURITY_HUB} (Macie)"


def test_a_function_with_a_version_is_the_function() -> None:
    versioned = hub_finding("arn:aws:x:1", "Lambda.2", Resources=[{"Type": "AwsLambdaFunction", "Id": f"{ORDERS}:7"}])
    (one,) = of(ledger(versioned), SECURITY_HUB)
    assert one.subject == ORDERS


def test_one_about_the_account_is_about_the_region() -> None:
    about = [{"Type": "AwsAccount", "Id": f"AWS::::Account:{Place().id}"}]
    (one,) = of(ledger(hub_finding("arn:aws:x:1", "Config.1", Resources=about)), SECURITY_HUB)
    assert one.name == "eu-west-1"


def test_hauberks_own_are_not_told_to_hauberk() -> None:
    own = hub_finding("hauberk/0123456789", GeneratorId="hauberk/wildcard-action")
    assert of(ledger(own), SECURITY_HUB) == []


def test_what_is_about_other_resources_is_counted() -> None:
    other = hub_finding("arn:aws:x:1", "EC2.1", Resources=[{"Type": "AwsEc2Instance", "Id": "arn:aws:ec2:i-1"}])
    found = ledger(other)
    assert of(found, SECURITY_HUB) == []
    assert any("1 finding of AWS Security Hub is about resources that weren't read" in note for note in found.notes)
    assert any("IAM Access Analyzer" in note for note in found.notes), "the queue wasn't read"


def test_what_was_denied_is_noted() -> None:
    denied = Unread("access-denied", "AWS denied it; it needs securityhub:GetFindings", "securityhub:GetFindings")
    found = ledger(**{"securityhub:GetFindings": denied})
    (note,) = (note for note in found.notes if SECURITY_HUB in note)
    assert note.endswith("weren't read: AWS denied it; it needs securityhub:GetFindings")


def test_a_public_queue_of_access_analyzer_is_hauberks_question() -> None:
    at = "arn:aws:access-analyzer:eu-west-1:300000000000:analyzer/outside"
    external = {"id": "a2", "resource": ORDERS, "resourceType": "AWS::Lambda::Function", "status": "ACTIVE"}
    finding = {**external, "findingType": "ExternalAccess"}
    (one,) = of(ledger(**{"accessanalyzer:ListFindingsV2": {"findings": [finding]}}), ACCESS_ANALYZER)
    assert one.id == f"{at}/finding/a2"
    assert PUBLIC in one.controls
    assert len(one.told_by) == 2, "the finding itself, and the statement that opens the function"


def test_what_bounds_the_account_is_noted() -> None:
    (note,) = (note for note in ledger().notes if "organization" in note)
    assert "the organization's policies guard bound the account" in note


def test_a_member_that_may_not_read_policies_is_told() -> None:
    denied = Unread("access-denied", "AWS denied it", "organizations:ListPolicies")
    found = ledger(**{"organizations:ListPolicies": denied})
    assert any("whose policies it may not read" in note for note in found.notes)
