"""What belongs to functions: their versions."""

from hauberk.sources.account.planning import unlisted
from hauberk.sources.account.services import functions
from hauberk.sources.account.services.function_reads import FUNCTION
from tests.sources.account.services.orders import ARN, BOTH, MODEL, ORDERS, SECOND
from tests.sources.account.services.recorded import REGION, denied, line, made, of_account, recorded, told


def test_versions_are_known_by_their_function() -> None:
    versions = line("lambda:ListFunctions", {"Functions": [ORDERS, SECOND, MODEL]}, FunctionVersion="ALL")
    found = [one for one in made(functions, recorded(BOTH, versions)) if one.type == "AWS::Lambda::Version"]
    assert told(found) == [
        ("AWS::Lambda::Version", "orders:2", {"FunctionName": f"{ARN}orders", "Description": "the second"})
    ]
    assert found[0].id == f"{ARN}orders:2"


def test_versions_that_were_denied_may_be_any() -> None:
    refused = denied("lambda:ListFunctions", FunctionVersion="ALL")
    snapshot = recorded(BOTH, refused)
    assert unlisted(snapshot, REGION)["AWS::Lambda::Version"].code == "access-denied"
    assert FUNCTION not in unlisted(snapshot, REGION)
    assert set(of_account(snapshot, "function-without-error-alarm")["function-without-error-alarm"]) == {"unknown"}
