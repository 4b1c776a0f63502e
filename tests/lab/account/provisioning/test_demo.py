"""The applications that ship with Hauberk, deployed: what is there, and everything that isn't."""

import os
from collections import Counter

import hauberk
from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import Deployed, deploy
from hauberk.reading.jail import Root
from tests.lab.account.provisioning.deploying import losses, physical

DEMO = os.path.join(os.path.dirname(hauberk.__file__), "demo")


def demo(account: Account, name: str, **parameters: str) -> Deployed:
    return deploy(account, Root(os.path.join(DEMO, name)), "template.yaml", parameters)


def test_the_vulnerable_application(server: Account) -> None:
    account = server  # its template names the roles of this very account
    found = demo(account, "vulnerable", Stage="dev", CarrierApiToken="c4rr13r", CertificateArn="arn:aws:acm:x")
    assert len(found.provisioned.held) == found.provisioned.wanted
    assert losses(found) == {
        ("ClaimsRole", "Policies[0].PolicyDocument.Version"): "adapted",
        ("Ledger", "Environment.Variables.DB_PASSWORD"): "unknown",
        ("Nightly", "Role"): "adapted",
        ("Track", "Layers[0]"): "not-emulated",
        ("Webhook", "Environment.Variables.CARRIER_TOKEN"): "unknown",
    }
    client = account.client("lambda")
    assert client.get_function_url_config(FunctionName=physical(found, "Webhook"))["AuthType"] == "NONE"
    variables = client.get_function_configuration(FunctionName=physical(found, "Bookings"))["Environment"]["Variables"]
    assert variables["DB_PASSWORD"] == "Gr33nParcel!2021"
    assert variables["TABLE"] == physical(found, "BookingTable")
    (ledger,) = account.client("rds").describe_db_instances()["DBInstances"]
    assert ledger["PubliclyAccessible"] is True
    subnets = client.get_function_configuration(FunctionName=physical(found, "Ledger"))["VpcConfig"]["SubnetIds"]
    assert subnets == [physical(found, "Network/PublicSubnet")]


def test_the_repaired_application(account: Account) -> None:
    found = demo(account, "repaired")
    missing = {one.resource: one.code for one in found.provisioned.losses if not one.property}
    made_up = {input_.name for input_ in found.application.inputs}
    assert {name for name in missing if name not in made_up} == UNHELD
    assert len(found.provisioned.held) == found.provisioned.wanted - len(UNHELD)
    by_code = Counter(one.code for one in found.provisioned.losses)
    assert by_code.keys() <= {"adapted", "forgotten", "missing", "refused", "unknown"}
    places = {place for (_, place), code in losses(found).items() if code == "forgotten"}
    assert places == FORGOTTEN


UNHELD: set[str] = set()
FORGOTTEN: set[str] = set()
