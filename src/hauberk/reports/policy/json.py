"""What functions need and are granted, as JSON. Its shape is ``policy.schema.json``."""

from collections.abc import Mapping
from typing import Any

from hauberk.iam.language.policy import Statement
from hauberk.iam.spelling import action_as_documented
from hauberk.questions.least import Doubt, Least, OfApplication, OfFunction, Place, Row
from hauberk.questions.parts import conditions
from hauberk.reports.iam.document import document
from hauberk.study.needs.comparison import Excess, Granted, Missing
from hauberk.study.needs.needed import Needed


def json(found: Least) -> str:
    """The answer as JSON."""
    return document(
        {
            "functions": [_function(function, one) for one in found.applications for function in one.functions],
            "gaps": [{"path": gap.path, "code": gap.code, "text": gap.text} for gap in found.gaps],
        }
    )


def _function(function: OfFunction, of: OfApplication) -> dict[str, Any]:
    compared = function.compared
    return {
        "application": of.path,
        "id": function.id,
        "name": function.name,
        "role": function.role or None,
        "granted": [_granted(one, of) for one in compared.granted] if compared is not None else None,
        "needed": [_needed(one, of) for one in function.needed],
        "missing": [_missing(one, of) for one in compared.missing] if compared is not None else None,
        "excess": [_excess(one, of) for one in compared.excess] if compared is not None else None,
        "unused": [_excess(one, of) for one in compared.unused] if compared is not None else None,
        "unknown": [_doubt(one) for one in function.unknown],
        "used": [_row(one) for one in function.rows] if function.used is not None else None,
    }


def _row(one: Row) -> dict[str, Any]:
    used = {"days": one.used.days, "of": "service" if one.used.service else "action"} if one.used is not None else None
    return {
        "action": action_as_documented(one.action),
        "granted": one.granted,
        "needed": one.needed,
        "used": used,
    }


def _granted(one: Granted, of: OfApplication) -> dict[str, Any]:
    return {**_statement(one.statement, of), "policy": one.policy, **_place(of.line(one.span))}


def _statement(statement: Statement, of: OfApplication) -> dict[str, Any]:
    actions = [action_as_documented(str(one)) for one in statement.actions]
    resources = [of.spelled(one) for one in statement.resources]
    conditions: dict[str, dict[str, Any]] = {}
    for test in statement.tests:
        conditions.setdefault(str(test.operator), {})[test.key] = [of.spelled(one) for one in test.values]
    return {
        ("not_actions" if statement.except_actions else "actions"): actions,
        ("not_resources" if statement.except_resources else "resources"): resources,
        "conditions": conditions,
        "statement": statement.name,
    }


def _needed(one: Needed, of: OfApplication) -> dict[str, Any]:
    return {
        "action": one.action,
        "resources": [of.spelled(resource) for resource in one.resources],
        "conditions": conditions(one.conditions),
        "origin": one.origin.value,
        "evidence": [_evidence(of.place(place)) for place in one.evidence],
        "why": one.why or None,
    }


def _missing(one: Missing, of: OfApplication) -> dict[str, Any]:
    return _needed(one.needed._replace(resources=one.resources), of)


def _excess(one: Excess, of: OfApplication) -> dict[str, Any]:
    return {
        "action": action_as_documented(one.action),
        "resources": [of.spelled(resource) for resource in one.resources],
        "policy": one.policy,
        "statement": one.statement,
        "because": "calls need less" if one.used else "no call found",
        **_place(of.line(one.span)),
    }


def _doubt(one: Doubt) -> dict[str, Any]:
    return {**_place(one.place), "reason": one.code, "text": one.text}


def _evidence(place: Place) -> Mapping[str, Any]:
    return {"path": place.path, "record": place.record} if place.record else _place(place)


def _place(place: Place) -> Mapping[str, Any]:
    return {"path": place.path, "line": place.line}
