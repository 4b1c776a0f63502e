"""The server that all worlds share, one after the other."""

from collections.abc import Iterator

import pytest

from tests.account.emulated import Emulated, emulated


@pytest.fixture(scope="session")
def server() -> Iterator[Emulated]:
    with emulated() as started:
        yield started


@pytest.fixture
def account(server: Emulated) -> Emulated:
    """An account with nothing in it."""
    server.empty()
    return server
