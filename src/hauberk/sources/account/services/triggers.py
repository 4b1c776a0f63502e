"""What calls functions from IoT and by mail: topic rules, authorizers, and the rules for mail that comes in.

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
AUTHORIZER = "AWS::IoT::Authorizer"
_PAYLOAD = "TopicRulePayload"


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("iot", "ListTopicRules"), "rules")
    return ({"ruleName": name} for one in found if (name := text(one, "ruleName")))


def _each_authorizer(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("iot", "ListAuthorizers"), "authorizers")
    return ({"authorizerName": name} for one in found if (name := text(one, "authorizerName")))


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
    Read("iot", "ListAuthorizers", (AUTHORIZER,)),
    Read(
        "iot",
        "DescribeAuthorizer",
        (AUTHORIZER,),
        each=_each_authorizer,
        after=("iot:ListAuthorizers",),
        absent=frozenset(("ResourceNotFoundException",)),
        leads={AUTHORIZER: ("AWS::Lambda::Function",)},
    ),
    Read("ses", "DescribeActiveReceiptRuleSet", (RECEIPT_RULE,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The rules of IoT with its authorizers, and the rules of the rule set for mail that is active."""
    for one in listed(answers.data("iot", "ListTopicRules"), "rules"):
        name = text(one, "ruleName")
        answer = answers.of("iot", "GetTopicRule", ruleName=name)
        if name and not isinstance(answer, Missing):
            arn = text(one, "ruleArn") or f"arn:{place.partition}:iot:{place.region}:{place.account}:rule/{name}"
            properties = {"RuleName": name, **told(answer, (_PAYLOAD,), _payload)}
            yield Made(TOPIC_RULE, arn, name, properties, returns={"": name, "Arn": arn})
    yield from _authorizers(answers, place)
    found = answers.data("ses", "DescribeActiveReceiptRuleSet")
    rules = text(found, "Metadata", "Name")
    for one in listed(found, "Rules"):
        if name := text(one, "Name"):
            id_ = (
                f"arn:{place.partition}:ses:{place.region}:{place.account}:receipt-rule-set/{rules}:receipt-rule/{name}"
            )
            rule = only(one, "Actions", "Enabled", "Name", "Recipients", "ScanEnabled", "TlsPolicy")
            yield Made(RECEIPT_RULE, id_, name, {"RuleSetName": rules, "Rule": rule}, returns={"": name})


_OF_AUTHORIZER = ("AuthorizerFunctionArn", "EnableCachingForHttp", "SigningDisabled", "Status", "TokenKeyName")


def _authorizers(answers: Answers, place: Place) -> Iterator[Made]:
    for one in listed(answers.data("iot", "ListAuthorizers"), "authorizers"):
        name = text(one, "authorizerName")
        answer = answers.of("iot", "DescribeAuthorizer", authorizerName=name)
        if name and not isinstance(answer, Missing):
            arn = (
                text(one, "authorizerArn")
                or f"arn:{place.partition}:iot:{place.region}:{place.account}:authorizer/{name}"
            )
            properties = {"AuthorizerName": name, **told(answer, _OF_AUTHORIZER, _authorizer)}
            yield Made(AUTHORIZER, arn, name, properties, returns={"": name, "Arn": arn})


def _authorizer(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return only(capital(inner(content, "authorizerDescription")), *_OF_AUTHORIZER)


_CALLS = ("actions", "errorAction", "ruleDisabled", "sql")


def _payload(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rule in CloudFormation's words: those of the API with capitals."""
    return {_PAYLOAD: capital(only(inner(content, "rule"), *_CALLS))}
