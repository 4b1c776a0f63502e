"""A bucket never gives more than its rate and its burst, however it is asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.sources.account.calling.buckets import Bucket, Pace
from hauberk.sources.account.calling.limits import Limit

TEN = Limit("ten", 10, 20)
waits = st.lists(st.floats(0, 5, allow_nan=False), min_size=1, max_size=60)


def granted(bucket: Bucket, times: list[float]) -> list[float]:
    """When tokens were given, to one who asks five times at each of some times."""
    return [at for at in times for _ in range(5) if not bucket.take(at)]


def times_of(gaps: list[float]) -> list[float]:
    found = [0.0]
    for gap in gaps:
        found.append(found[-1] + gap)
    return found


@given(waits, st.floats(0.05, 1), st.floats(0.1, 200), st.floats(1, 200), st.lists(st.integers(0, 59), max_size=5))
def test_in_no_window_are_there_more_than_rate_and_burst(
    gaps: list[float], share: float, rate: float, burst: float, throttled: list[int]
) -> None:
    bucket, given_at = Bucket(Limit("any", rate, burst), share, 0.0), []
    for place, at in enumerate(times_of(gaps)):
        if place in throttled:
            bucket.slow(at, at)
        given_at += granted(bucket, [at])
    for first, start in enumerate(given_at):
        for last in range(first, len(given_at)):
            most = rate * share * (given_at[last] - start) + max(burst * share, 1.0)
            assert last - first + 1 <= most + 1e-6


def test_a_token_is_there_after_what_was_said() -> None:
    bucket = Bucket(TEN, 1.0, 0.0)
    assert granted(bucket, [0.0] * 10) == [0.0] * 20
    wait = bucket.take(0.0)
    assert wait == pytest.approx(0.1)
    assert bucket.take(wait / 2) == pytest.approx(0.05)
    assert bucket.take(wait) == 0.0


def test_a_share_is_a_share_of_both() -> None:
    bucket = Bucket(TEN, 0.5, 0.0)
    assert len(granted(bucket, [0.0] * 10)) == 10
    assert bucket.take(0.0) == pytest.approx(0.2)


def test_a_small_share_still_lets_one_pass() -> None:
    assert Bucket(Limit("slow", 1, 1), 0.05, 0.0).take(0.0) == 0.0


def test_throttled_halves_the_rate_and_it_comes_back() -> None:
    bucket = Bucket(TEN, 1.0, 0.0)
    bucket.slow(10.0, 10.0)
    assert bucket.take(10.0) == pytest.approx(0.2)
    bucket.slow(11.0, 10.5)
    assert bucket.take(11.0) == pytest.approx(0.4)
    whole = Bucket(TEN, 1.0, 0.0)
    whole.slow(10.0, 10.0)
    granted(whole, [100.0] * 10)
    assert whole.take(100.0) == pytest.approx(0.1)


def test_what_was_sent_before_says_nothing_new() -> None:
    bucket = Bucket(TEN, 1.0, 0.0)
    for _ in range(5):
        bucket.slow(10.0, 9.0)
    assert bucket.take(10.0) == pytest.approx(0.2)


def test_it_is_never_slower_than_a_sixteenth() -> None:
    bucket = Bucket(TEN, 1.0, 0.0)
    for second in range(1, 20):
        bucket.slow(float(second), float(second))
    assert bucket.take(19.0) == pytest.approx(1.6)


def test_a_region_has_buckets_of_its_own() -> None:
    pace = Pace(0.5)
    first, again, other = (pace.bucket(TEN, region, 0.0) for region in ("eu-west-1", "eu-west-1", "us-east-1"))
    assert first is again is not other


def test_nothing_is_paced_without_a_share() -> None:
    assert Pace(None).bucket(TEN, "eu-west-1", 0.0) is None


@given(waits)
def test_time_that_stands_still_or_goes_back_gives_nothing(gaps: list[float]) -> None:
    bucket = Bucket(TEN, 1.0, 100.0)
    granted(bucket, [100.0] * 10)
    for earlier, _ in pairwise(times_of(gaps)):
        assert bucket.take(min(earlier, 100.0)) > 0
