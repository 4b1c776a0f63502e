"""Calls that ask for more than one action."""

from hauberk.iam.companions import AlsoNeeded, also_needed


def test_a_function_url_asks_for_two_actions() -> None:
    """AWS Lambda developer guide, "Control access to Lambda function URLs" (2026-11)."""
    wanted = AlsoNeeded("lambda:InvokeFunction", (("lambda:invokedviafunctionurl", "true"),))
    assert also_needed("Lambda:InvokeFunctionUrl") == (wanted,)
    assert also_needed("lambda:InvokeFunction") == ()
