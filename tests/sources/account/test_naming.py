"""Texts by which AWS names resources, as references."""

from hauberk.model.values import Known, Reference
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
