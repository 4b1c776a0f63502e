"""What the ``security`` of a definition asks of callers."""

import pytest

from hauberk.model.security import asked_for, demands_key
from hauberk.model.values import Absent, Known, Reason, Unknown, Value, fields_of
from tests.model.making import made

GOOD = {"type": "apiKey", "x-amazon-apigateway-authorizer": {"type": "request"}}
SCHEMES = {
    "Good": GOOD,
    "NONE": GOOD,
    "Signed": {"type": "apiKey", "x-amazon-apigateway-authtype": "awsSigv4"},
    "Key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
    "Bearer": {"type": "http", "scheme": "bearer"},
    "Custom": {"type": "apiKey", "x-amazon-apigateway-authtype": "custom"},
}
WHY = Unknown(Reason("why", "because"))


def asked(*alternatives: object, schemes: object = SCHEMES) -> Value:
    """What some alternatives ask for."""
    return asked_for(made(list(alternatives)), fields_of(made({"components": {"securitySchemes": schemes}})))


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        ([{"Good": []}], "AUTHORIZER"),
        ([{"Signed": []}], "AUTHORIZER"),
        ([{"Good": []}, {"api_key": []}], "AUTHORIZER"),
        ([{"Key": [], "Good": []}], "AUTHORIZER"),
        ([{"Key": []}], "API_KEY"),
        ([{"API_KEY": []}], "API_KEY"),
        ([{"api_key": []}, {"NO": []}], "undefined-scheme"),
        ([{"api_key_false": []}], "NONE"),
        ([], "NONE"),
        ([{}], "NONE"),
        ([{}, {"Key": []}], "API_KEY"),
        ([{"Good": []}, {}], "optional-security"),
        ([{"Nope": []}], "undefined-scheme"),
        ([{"Nope": []}, {"Good": []}], "AUTHORIZER"),
        ([{"Nope": [], "Key": []}], "undefined-scheme"),
        ([{"Bearer": []}], "scheme-without-authorizer"),
        ([{"Custom": []}], "scheme-without-authorizer"),
        ([WHY], "why"),
        ([WHY, {"Good": []}], "AUTHORIZER"),
    ],
)
def test_what_alternatives_come_to(alternatives: list[object], expected: str) -> None:
    found = asked(*alternatives)
    assert expected == (
        found.reason.code if isinstance(found, Unknown) else found.value if isinstance(found, Known) else ""
    )


def test_none_is_a_name_as_any_other_where_a_scheme_has_it() -> None:
    assert asked({"NONE": []}) == Known("AUTHORIZER")
    assert asked({"NONE": []}, schemes={}) == Known("NONE")


def test_schemes_stand_where_each_version_has_them() -> None:
    older = fields_of(made({"securityDefinitions": {"Good": GOOD}}))
    assert asked_for(made([{"Good": []}]), older) == Known("AUTHORIZER")


def test_what_is_not_known_of_the_security_or_the_schemes_leaves_it_open() -> None:
    assert asked_for(WHY, fields_of(made({}))) == WHY
    assert asked({"Good": []}, schemes=WHY) == WHY
    assert asked({"Good": []}, schemes={"Good": WHY}) == WHY


def test_nobody_says_anything() -> None:
    assert asked_for(Absent(), fields_of(made({}))) == Known("NONE")


@pytest.mark.parametrize(
    ("alternatives", "keyed"),
    [
        ([{"Key": []}], True),
        ([{"api_key": [], "Good": []}], True),
        ([{"Key": []}, {"Good": []}], False),
        ([{"Good": []}], False),
        ([{"Key": []}, {}], False),
        ([], False),
    ],
)
def test_a_key_is_asked_for_where_every_alternative_has_one(alternatives: list[object], keyed: bool) -> None:
    document = fields_of(made({"components": {"securitySchemes": SCHEMES}}))
    assert demands_key(made(alternatives), document) is keyed
