"""Batches keep inside the limits, and calls inside the pace."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.watch.batches import BURST, LARGEST, MOST, RATE, Pace, batches
from hauberk.watch.valid import size


@given(st.lists(st.integers(1, 230_000), max_size=260))
def test_every_finding_is_in_one_batch_and_no_batch_is_too_large(sizes: list[int]) -> None:
    findings = [{"Id": str(number), "Text": "x" * length} for number, length in enumerate(sizes)]
    made = list(batches(findings))
    assert [one for batch in made for one in batch] == findings
    assert all(1 <= len(batch) <= MOST for batch in made)
    assert all(sum(size(one) + 2 for one in batch) < LARGEST for batch in made)


def test_batches_are_as_large_as_they_may_be() -> None:
    assert [len(batch) for batch in batches({"Id": str(number)} for number in range(250))] == [100, 100, 50]
    assert list(batches(())) == []


class Clock:
    """Time that passes only while someone waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_a_burst_is_free_and_the_rest_is_paced() -> None:
    clock = Clock()
    pace = Pace(clock, clock.wait)
    for _ in range(BURST):
        pace.take()
    assert clock.now == 0
    for _ in range(50):
        pace.take()
    assert abs(clock.now - 50 / RATE) < 0.001


def test_what_was_not_used_is_saved_up_to_the_burst() -> None:
    clock = Clock()
    pace = Pace(clock, clock.wait)
    clock.now = 1000
    for _ in range(BURST):
        pace.take()
    assert clock.now == 1000
    pace.take()
    assert clock.now > 1000
