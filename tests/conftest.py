"""What holds for every test."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.watching import WATCH

# How long an example takes says something about the machine, not about Hauberk.
settings.register_profile("hauberk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hauberk")

sys.addaudithook(WATCH)


def _watched() -> Iterator[None]:
    yield
    seen = WATCH.taken()
    if seen:
        pytest.fail("Hauberk did what it must not:\n" + "\n".join(seen))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """Fixtures are watched, too."""
    yield from _watched()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Each test fails that has Hauberk do more than it may."""
    yield from _watched()
