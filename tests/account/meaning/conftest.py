"""One desk for all comparisons of a worker."""

from collections.abc import Iterator

import pytest

from tests.account.meaning.desk import Desk
from tests.account.meaning.desk import desk as opened


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    with opened() as found:
        yield found
