"""What looks like a secret, and what only looks so at first."""

import pytest

from hauberk.model.secrets import assigned, mask


@pytest.mark.parametrize(
    "text",
    [
        "AWS::SecretsManager::Secret",
        "if password == stored_password",
        "a secret stands in line 3 of the code (value of password)",
    ],
)
def test_what_is_no_value_is_not_masked(text: str) -> None:
    assert mask(text) == text


def test_a_value_is_masked_and_keeps_its_length() -> None:
    assert mask("password: hunter2hunter2") == "password: **************"


def test_in_code_only_what_is_quoted_is_a_value() -> None:
    code = 'user = {"password": password, "token": "f3a9c1e7"}\npassword = hashed(password)\n'
    assert [found.kind for found in assigned(code, quoted=True)] == ["value of token"]
