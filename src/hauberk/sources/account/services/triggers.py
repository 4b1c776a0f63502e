"""What hands functions events from IoT and by mail: topic rules, and the rules for mail that comes in.

Operations and members from the API references of AWS IoT and Amazon SES, properties from the CloudFormation Template
Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import TARGETS, told
from hauberk.sources.account.services.shaping import capital, inner, listed, only, text

TOPIC_RULE, RECEIPT_RULE = "AWS::IoT::TopicRule", "AWS::SES::ReceiptRule"
_PAYLOAD = "TopicRulePayload"


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("iot", "ListTopicRules"), "rules")
    return ({"ruleName": name} for one in found if (name := text(one, "ruleName")))


READS = (
    Read("iot", "ListTopicRules", (TOPIC_RULE,)),
    Read(
        "iot",
        "GetTopicRule",
        (f"{TOPIC_RULE}.{_PAYLOAD}",),
        each=_each,
        after=("iot:ListTopicRules",),
        absent=frozenset(("ResourceNotFoundException", "UnauthorizedException")),
        leads={f"{TOPIC_RULE}.{_PAYLOAD}": TARGETS},
    ),
    Read("ses", "DescribeActiveReceiptRuleSet", (RECEIPT_RULE,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The rules of IoT, and those of the rule set that is active."""
    for one in listed(answers.data("iot", "ListTopicRules"), "rules"):
        name = text(one, "ruleName")
        answer = answers.of("iot", "GetTopicRule", ruleName=name)
        if name and not isinstance(answer, Missing):
            arn = text(one, "ruleArn") or f"arn:{place.partition}:iot:{place.region}:{place.account}:rule/{name}"
            properties = {"RuleName": name, **told(answer, (_PAYLOAD,), _payload)}
            yield Made(TOPIC_RULE, arn, name, properties, returns={"": name, "Arn": arn})
    found = answers.data("ses", "DescribeActiveReceiptRuleSet")
    rules = text(found, "Metadata", "Name")
    for one in listed(found, "Rules"):
        if name := text(one, "Name"):
            id_ = (
                f"arn:{place.partition}:ses:{place.region}:{place.account}:receipt-rule-set/{rules}:receipt-rule/{name}"
            )
            rule = only(one, "Actions", "Enabled", "Name", "Recipients", "ScanEnabled", "TlsPolicy")
            yield Made(RECEIPT_RULE, id_, name, {"RuleSetName": rules, "Rule": rule}, returns={"": name})


_CALLS = ("actions", "errorAction", "ruleDisabled", "sql")


def _payload(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rule in CloudFormation's words: those of the API with capitals."""
    return {_PAYLOAD: capital(only(inner(content, "rule"), *_CALLS))}
