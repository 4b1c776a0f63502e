"""Texts by which AWS names resources, as references."""

from hauberk.model.values import Known, Pattern, Reference
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place

PLACE = Place("aws", "123456789012", "eu-west-1")
DATABASE = "arn:aws:rds:eu-west-1:123456789012:db:orders"
ADDRESS = "orders.abcdefghijkl.eu-west-1.rds.amazonaws.com"
MADE = Made(
    "AWS::RDS::DBInstance",
    DATABASE,
    "orders",
    {},
    returns={"": "orders", "Endpoint.Address": ADDRESS, "Endpoint.Port": "5432", "Version": "8.0.36"},
)


def test_the_address_of_a_resource_is_an_attribute_of_it() -> None:
    assert Names([MADE], PLACE).value(ADDRESS, ()) == Reference(DATABASE, "Endpoint.Address")


def test_what_is_no_address_names_nothing_by_itself() -> None:
    names = Names([MADE], PLACE)
    assert [names.value(text, ()) for text in ("orders", "5432", "8.0.36")] == [
        Known("orders"),
        Known("5432"),
        Known("8.0.36"),
    ]


FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders"


def test_a_name_within_a_definition_is_a_reference() -> None:
    made = Made("AWS::Lambda::Function", FUNCTION, "orders", {}, returns={"": "orders", "Arn": FUNCTION})
    names = Names([made], PLACE)
    inner = f'"Resource": "{FUNCTION}", "Parameters": {{"Name": "{FUNCTION}:live"}}'
    definition = f'{{"States": {{\n"Do": {{{inner}}}}}}}'
    assert names.value(definition, ()) == Pattern(
        (
            '{"States": {\n"Do": {"Resource": "',
            Reference(FUNCTION, "Arn"),
            '", "Parameters": {"Name": "',
            Reference(FUNCTION, "Arn"),
            ':live"}}}}',
        )
    )


def test_a_name_that_begins_as_another_is_no_reference_to_that() -> None:
    names = Names([Made("AWS::Lambda::Function", FUNCTION, "orders", {})], PLACE)
    assert FUNCTION not in repr(names.value(f"see {FUNCTION}-old", ()))


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    names = Names([Made("AWS::Lambda::Function", FUNCTION, "orders", {})], PLACE)
    value = names.value(f"{FUNCTION}:" + "a:" * 400_000, ())
    assert isinstance(value, Pattern)
    assert value.parts[0] == Reference(FUNCTION, "Arn")
