"""Whom the policies of functions let in: each of their statements is a permission, as ``AddPermission`` would have made
it.

Properties from the CloudFormation Template Reference, "AWS::Lambda::Permission" (2026-11).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from hauberk.sources.account.calls import NOT_ASKED, Answer, Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.function_reads import PERMISSION
from hauberk.sources.account.services.parts import account_of, permissions_in, unknown_part
from hauberk.sources.account.services.shaping import listed, only, text


def policies(name: str, arn: str, published: Sequence[Mapping[str, Any]], answers: Answers) -> Iterator[Made]:
    """Whom the policies of a function let in, of its aliases and of its versions: each has one of its own."""
    own = answers.of("lambda", "GetPolicy", FunctionName=name)
    if own == NOT_ASKED:
        return
    aliases = answers.of("lambda", "ListAliases", FunctionName=name)
    if isinstance(aliases, Unread):
        yield unknown_part(PERMISSION, f"{arn}:*", f"the aliases of {name}", aliases, "FunctionName")._replace(
            links={"FunctionName": arn}
        )
    yield from _permissions(own, name, arn)
    named = [(text(one, "Name"), text(one, "AliasArn")) for one in _listed(aliases)]
    named += [(text(one, "Version"), text(one, "FunctionArn")) for one in published]
    for qualifier, target in named:
        if qualifier and target:
            policy = answers.of("lambda", "GetPolicy", FunctionName=name, Qualifier=qualifier)
            yield from _permissions(policy, f"{name}:{qualifier}", target)


def _listed(aliases: Answer) -> Sequence[Mapping[str, Any]]:
    return listed(aliases.content, "Aliases") if isinstance(aliases, Data) else ()


def _permissions(answer: Answer, name: str, target: str) -> Iterator[Made]:
    """The statements of the policy of a function, an alias or a version, as ``AddPermission`` would have made them."""
    if isinstance(answer, Missing):
        return
    if isinstance(answer, Unread):
        yield unknown_part(PERMISSION, target, name, answer, "FunctionName")
        return
    make = partial(_permission, target=target)
    yield from permissions_in(answer.content.get("Policy"), PERMISSION, target, name, "FunctionName", make)


_CONDITIONS = {
    "aws:sourcearn": "SourceArn",
    "aws:sourceaccount": "SourceAccount",
    "aws:principalorgid": "PrincipalOrgID",
    "lambda:functionurlauthtype": "FunctionUrlAuthType",
    "lambda:eventsourcetoken": "EventSourceToken",
    "lambda:invokedviafunctionurl": "InvokedViaFunctionUrl",
}
"""What becomes of the parameters of ``AddPermission`` (Lambda developer guide, "Viewing resource-based IAM policies",
2026-11)."""


def _permission(statement: Mapping[str, Any], target: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"FunctionName": target, **only(statement, "Action")}
    principal = statement.get("Principal")
    if isinstance(principal, Mapping) and len(principal) == 1:
        principal = next(iter(principal.values()))
    properties["Principal"] = account_of(principal)
    conditions = statement.get("Condition")
    for tests in conditions.values() if isinstance(conditions, Mapping) else ():
        for key, value in tests.items() if isinstance(tests, Mapping) else ():
            if name := _CONDITIONS.get(key.lower()):
                properties[name] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return properties
