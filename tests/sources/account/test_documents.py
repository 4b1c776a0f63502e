"""A resource of an account has a text, and every value of it a place in that text."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.concealed import Key, conceal
from hauberk.model.tokens import told
from hauberk.model.values import Fields, Items, Known, Pattern, Reference, Unknown, Value
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.documents import MAX_DEPTH, Document, document_of
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place

PLACE = Place("aws", "123456789012", "eu-west-1")
ORDERS = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
ROLE = "arn:aws:iam::123456789012:role/orders"
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders"
DENIED = Unread("access-denied", "AWS denied lambda:GetFunctionConcurrency", "lambda:GetFunctionConcurrency")


def made(properties: dict[str, Any], **others: Any) -> Document:
    one = Made("AWS::Lambda::Function", ORDERS, "orders", properties, **others)
    role = Made("AWS::IAM::Role", ROLE, "orders", {})
    return document_of(one, Names((one, role), PLACE), "eu-west-1")


def shown(document: Document, value: Value) -> str:
    assert value.trail
    return document.source.excerpt(value.trail[0])


def test_a_finding_shows_what_aws_holds() -> None:
    document = made(
        {"FunctionName": "orders", "Role": ROLE, "Environment": {"Variables": {"NAME": "größe"}}, "Timeout": 3}
    )
    assert document.source.path == ORDERS
    properties = document.resource.properties
    role = properties.value("Role")
    assert role == Reference(ROLE, "Arn")
    assert shown(document, role) == f'"{ROLE}"'
    assert document.source.line_column(role.trail[0].start)[0] == 5
    environment = properties.value("Environment")
    assert isinstance(environment, Known)
    assert isinstance(environment.value, Fields)
    variables = environment.value.value("Variables")
    assert isinstance(variables, Known)
    assert isinstance(variables.value, Fields)
    assert shown(document, variables.value.value("NAME")) == '"größe"'
    assert shown(document, properties.value("Timeout")) == "3"


def test_what_couldnt_be_read_is_unknown_and_says_why() -> None:
    document = made({"ReservedConcurrentExecutions": DENIED})
    value = document.resource.properties.value("ReservedConcurrentExecutions")
    assert value == Unknown(DENIED.reason)
    assert shown(document, value) == '"(not read: AWS denied lambda:GetFunctionConcurrency)"'


def test_what_was_concealed_is_said_in_words_and_known_by_its_token() -> None:
    token = conceal("DB_PASSWORD", "hunter2-hunter2", Key.fresh())
    document = made({"Description": token})
    value = document.resource.properties.value("Description")
    assert value == Known(token)
    assert shown(document, value) == f'"{told(token)}"'
    assert token not in document.source.text


def test_nothing_is_known_of_what_wasnt_read_at_all() -> None:
    document = made({"FunctionName": "orders"}, unread=DENIED)
    assert document.resource.properties.value("FunctionName") == Known("orders")
    assert document.resource.properties.value("Role") == Unknown(DENIED.reason)


def test_a_link_says_whose_name_it_is() -> None:
    document = made({"Dimensions": [{"Value": "orders"}, {"Value": "orders"}]}, links={"Dimensions.0.Value": ROLE})
    dimensions = document.resource.properties.value("Dimensions")
    assert isinstance(dimensions, Known)
    assert isinstance(dimensions.value, Items)
    values = [
        one.value.value("Value") for one in dimensions.value if isinstance(one, Known) and isinstance(one.value, Fields)
    ]
    assert values == [Reference(ROLE), Known("orders")]


def test_where_it_is_stands_beside_its_properties() -> None:
    document = made({}, tags={"team": "shop"}, account={"State": "Active"})
    account = document.resource.attributes.value("Account")
    assert isinstance(account, Known)
    assert isinstance(account.value, Fields)
    assert account.value.value("Region") == Known("eu-west-1")
    assert account.value.value("State") == Known("Active")
    assert account.value.value("Tags") == Known(Fields({"team": Known("shop")}))


def test_what_is_too_deep_is_unknown() -> None:
    deep: Any = "end"
    for _ in range(MAX_DEPTH + 10):
        deep = [deep]
    value = made({"Deep": deep}).resource.properties.value("Deep")
    while isinstance(value, Known) and isinstance(value.value, Items):
        (value,) = value.value
    assert isinstance(value, Unknown)
    assert value.reason.code == "too-deep"


def test_what_a_text_mentions_is_referred_to_if_it_was_read() -> None:
    queue = Made("AWS::SQS::Queue", QUEUE, "orders", {})
    made = Made(
        "AWS::CloudWatch::CompositeAlarm",
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a",
        "a",
        {},
        mentions=(QUEUE, f"{QUEUE}-gone"),
    )
    found = document_of(made, Names([made, queue], PLACE), "eu-west-1")
    assert found.resource.depends_on == (QUEUE,)


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=20
)


@given(st.dictionaries(st.text(min_size=1), DATA, max_size=4))
def test_the_text_is_json_and_every_place_in_it_holds_its_value(properties: dict[str, Any]) -> None:
    document = made(properties)
    assert json.loads(document.source.data)["Properties"] == properties

    def check(value: Value, data: Any) -> None:
        assert json.loads(shown(document, value)) == data
        match value:
            case Known(Fields() as fields):
                assert set(fields.names()) == set(data)
                for name, child in fields.items():
                    place = fields.key(name)
                    assert place is not None
                    assert json.loads(document.source.excerpt(place)) == name
                    check(child, data[name])
            case Known(Items() as items):
                for child, inner in zip(items, data, strict=True):
                    check(child, inner)
            case Known(plain):
                assert plain == data
            case _:
                assert isinstance(value, (Reference, Pattern))

    for name, data in properties.items():
        check(document.resource.properties.value(name), data)


@given(st.dictionaries(st.text(min_size=1), st.text() | st.lists(st.text(), max_size=2), min_size=1, max_size=4))
def test_each_name_has_its_place(content: dict[str, Any]) -> None:
    """That of a property, and that of an entry within one."""
    document = made({"Properties": content, **{f"P{name}": 1 for name in content}})
    properties = document.resource.properties
    inside = properties.value("Properties")
    assert isinstance(inside, Known)
    assert isinstance(inside.value, Fields)
    for fields in (properties, inside.value):
        for name in fields.names():
            place = fields.key(name)
            assert place is not None
            assert json.loads(document.source.excerpt(place)) == name
