"""Texts of an account become the references that a template would have."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.values import Known, Pattern, Reference, Value
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place

PLACE = Place("aws", "123456789012", "eu-west-1")
ORDERS = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders"
TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"
API = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"
ADDRESS = "https://abcdefghij0123456789.lambda-url.eu-west-1.on.aws/"
VPC = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718"
DOMAIN = "d-0a1b2c3d4e.execute-api.eu-west-1.amazonaws.com"
URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
MADE = (
    Made("AWS::Lambda::Function", ORDERS, "orders", {}, returns={"": "orders", "Arn": ORDERS}),
    Made("AWS::SQS::Queue", QUEUE, "orders", {}, returns={"": URL, "Arn": QUEUE}),
    Made("AWS::DynamoDB::Table", TABLE, "records", {}, returns={"StreamArn": f"{TABLE}/stream/2026"}),
    Made("AWS::ApiGateway::RestApi", API, "shop", {}, returns={"": "a1b2c3d4e5"}),
    Made("AWS::ApiGateway::DomainName", f"{API}/domain", "shop.example", {}, returns={"RegionalDomainName": DOMAIN}),
    Made("AWS::Lambda::Url", f"{ORDERS}#Url", "URL of orders", {}, returns={"FunctionUrl": ADDRESS}),
    Made(
        "AWS::EC2::VPC", VPC, "shop", {}, returns={"DefaultSecurityGroup": "sg-0a1b2c3d4e5f60718", "Cidr": "shop-vpc"}
    ),
)
NAMES = Names(MADE, PLACE)
PARTITION, REGION, ACCOUNT = (Reference(f"AWS::{name}") for name in ("Partition", "Region", "AccountId"))


def value(text: str) -> Value:
    return NAMES.value(text, ())


def test_an_arn_of_what_was_read_is_a_reference() -> None:
    assert value(ORDERS) == Reference(ORDERS, "Arn")


def test_an_attribute_is_told_from_the_resource() -> None:
    assert value(f"{TABLE}/stream/2026") == Reference(TABLE, "StreamArn")
    assert value(URL) == Reference(QUEUE)


def test_what_follows_an_arn_stays_text() -> None:
    assert value(f"{TABLE}/index/*") == Pattern((Reference(TABLE, "Arn"), "/index/*"))
    assert value(f"{ORDERS}:live") == Pattern((Reference(ORDERS, "Arn"), ":live"))


def test_a_longer_name_is_another_resource() -> None:
    parts = ("arn:", PARTITION, ":sqs:", REGION, ":", ACCOUNT, ":orders-dead")
    assert value(f"{QUEUE}-dead") == Pattern(parts)


def test_an_arn_inside_another_is_found() -> None:
    """As integrations of API Gateway have them."""
    uri = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{ORDERS}/invocations"
    found = value(uri)
    assert isinstance(found, Pattern)
    assert Reference(ORDERS, "Arn") in found.parts
    assert found.parts[-1] == "/invocations"


def test_a_host_of_aws_is_what_stands_behind_it() -> None:
    """As origins of distributions have them, which name no address."""
    assert value("abcdefghij0123456789.lambda-url.eu-west-1.on.aws") == Reference(f"{ORDERS}#Url", "FunctionUrl")
    assert value(DOMAIN) == Reference(f"{API}/domain", "RegionalDomainName")
    assert value("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com") == Pattern(
        (Reference(API), ".execute-api.eu-west-1.amazonaws.com")
    )


def test_another_host_is_text() -> None:
    assert value("a1b2c3d4e5.example.com") == Known("a1b2c3d4e5.example.com")


def test_an_id_of_ec2_is_the_attribute_that_it_is_of_something_else() -> None:
    assert value("sg-0a1b2c3d4e5f60718") == Reference(VPC, "DefaultSecurityGroup")


def test_an_attribute_that_is_a_plain_word_is_no_name() -> None:
    assert value("shop-vpc") == Known("shop-vpc")


def test_whether_a_text_tells_of_a_resource() -> None:
    assert NAMES.tells_of("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com")
    assert NAMES.tells_of(ORDERS)
    assert not NAMES.tells_of("arn:aws:lambda:eu-west-1:123456789012:function:others")


def test_an_id_that_aws_gave_is_a_reference_inside_an_arn() -> None:
    source = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/orders"
    assert value(source) == Pattern(
        ("arn:", PARTITION, ":execute-api:", REGION, ":", ACCOUNT, ":", Reference(API), "/*/GET/orders")
    )


def test_what_isnt_of_the_account_stays_as_it_is() -> None:
    for text in (
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws:s3:::somebody-elses/*",
        "*",
        "orders",
        "",
        "arn:aws:",
    ):
        assert value(text) == Known(text)
    assert value("arn:aws:iam::210987654321:root") == Known("arn:aws:iam::210987654321:root")


def test_the_account_itself_is_a_pseudo_parameter() -> None:
    assert value("123456789012") == ACCOUNT
    assert value("arn:aws:iam::123456789012:root") == Pattern(("arn:", PARTITION, ":iam::", ACCOUNT, ":root"))


def test_a_name_that_several_have_is_nobodys() -> None:
    assert NAMES.called("orders") == ""
    assert NAMES.called("records") == TABLE


TEXTS = st.lists(st.sampled_from((ORDERS, QUEUE, URL, "arn:aws:", ":", "/", "*", "a1b2c3d4e5", "123456789012", "é")))


@given(TEXTS.map("".join))
def test_no_character_is_lost(text: str) -> None:
    """A value says the text that it was made of, once its references are written out again."""
    written = {
        Reference(ORDERS, "Arn"): ORDERS,
        Reference(QUEUE, "Arn"): QUEUE,
        Reference(QUEUE): URL,
        Reference(API): "a1b2c3d4e5",
        PARTITION: "aws",
        REGION: "eu-west-1",
        ACCOUNT: "123456789012",
        Reference(ORDERS): "orders",
    }
    found = value(text)
    if isinstance(found, Known):
        assert found.value == text
        return
    parts = found.parts if isinstance(found, Pattern) else (found,)
    told = (part if isinstance(part, str) else written[part] for part in parts if isinstance(part, (str, Reference)))
    assert "".join(told) == text


DATABASE = "arn:aws:rds:eu-west-1:123456789012:db:orders"
ADDRESS = "orders.abcdefghijkl.eu-west-1.rds.amazonaws.com"
INSTANCE = Made(
    "AWS::RDS::DBInstance",
    DATABASE,
    "orders",
    {},
    returns={"": "orders", "Endpoint.Address": ADDRESS, "Endpoint.Port": "5432", "Version": "8.0.36"},
)


def test_the_address_of_a_resource_is_an_attribute_of_it() -> None:
    assert Names([INSTANCE], PLACE).value(ADDRESS, ()) == Reference(DATABASE, "Endpoint.Address")


def test_what_is_no_address_names_nothing_by_itself() -> None:
    names = Names([INSTANCE], PLACE)
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
