"""One embedded account for all tests of a worker: each test has an account id of its own behind it."""

from collections.abc import Iterator
from itertools import count

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account

_IDS = count(200_000_000_001)


@pytest.fixture(scope="session")
def server() -> Iterator[Account]:
    """The account of a server that lives as long as the tests do."""
    with embedded_account() as account:
        yield account


@pytest.fixture
def account(server: Account) -> Account:
    """An account that holds nothing yet."""
    return server._replace(id=str(next(_IDS)))
