"""One embedded account for all tests of a worker."""

from collections.abc import Iterator

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account


@pytest.fixture(scope="session")
def server() -> Iterator[Account]:
    """The account of a server that lives as long as the tests do; others stand behind it by their ids."""
    with embedded_account() as account:
        yield account
