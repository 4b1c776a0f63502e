"""What is asked of Lambda once for all functions, and what of some only."""

from collections.abc import Iterable

from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import Answer, Call, Data, Missing
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.function_reads import ARCHIVE, FUNCTION
from tests.sources.account.services.orders import MODEL, ORDERS, SECOND
from tests.sources.account.services.recorded import REGION


def called(facts: Iterable[str]) -> dict[str, list[str]]:
    """The functions that each operation is called for, where there are two: one of them an image."""

    def ask(made: Call, read: Read) -> Answer:
        if made.operation == "ListFunctions":
            return Data({"Functions": [ORDERS, MODEL]})
        return Missing("ResourceNotFoundException") if read.absent else Data({})

    found: dict[str, list[str]] = {}
    for made_ in collect(reads_for(facts), (REGION,), ask):
        if "FunctionName" in made_.parameters:
            found.setdefault(made_.operation, []).append(made_.parameters["FunctionName"])
    return found


def test_only_an_image_is_asked_about_for_where_its_code_is() -> None:
    assert called([f"{FUNCTION}.Code"]) == {"GetFunction": ["model"]}


def test_each_is_asked_about_once_for_all_that_it_says() -> None:
    part = f"{FUNCTION}.ReservedConcurrentExecutions"
    assert called([f"{FUNCTION}.Code", part]) == {"GetFunction": ["orders", "model"]}
    assert called([ARCHIVE]) == {"GetFunction": ["orders", "model"]}


def test_an_image_is_not_asked_for_the_runtime_that_aws_updates() -> None:
    assert called([f"{FUNCTION}.RuntimeManagementConfig"]) == {"GetRuntimeManagementConfig": ["orders"]}


def test_versions_come_in_one_list_for_all_functions() -> None:
    assert called(["AWS::Lambda::Version"]) == {}


def test_the_policy_of_each_published_version_is_asked_for() -> None:
    def ask(made: Call, read: Read) -> Answer:
        if made.operation == "ListFunctions":
            return Data({"Functions": [ORDERS, SECOND] if made.arguments else [ORDERS]})
        return Missing("ResourceNotFoundException")

    answers = collect(reads_for(["AWS::Lambda::Permission"]), (REGION,), ask)
    asked = [made.parameters for made in answers if made.operation == "GetPolicy"]
    assert asked == [{"FunctionName": "orders"}, {"FunctionName": "orders", "Qualifier": "2"}]
