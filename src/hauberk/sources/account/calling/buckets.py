"""Token buckets: how often a thing may be done, whoever does it.

A bucket holds up to ``burst`` tokens and gets ``rate`` more each second; doing the thing takes one. So within any
``t`` seconds it is done at most ``rate * t + burst`` times. Time is what the caller says that it is, in seconds.
"""

from hauberk.sources.account.calling.limits import Limit

_SLOW_FOR = 30.0
"""Seconds that a bucket stays at a lesser rate before it tries twice that."""
_SLOWEST = 1 / 16
_WHOLE = 1.0 - 1e-9
"""A token, but for what is lost where seconds are added up. What is lent that way is paid back."""


class Bucket:
    """The tokens of one limit, of which a ``share`` is used."""

    __slots__ = ("_at", "_burst", "_factor", "_rate", "_slowed", "_tokens")

    def __init__(self, limit: Limit, share: float, now: float) -> None:
        self._rate = limit.rate * share
        self._burst = max(limit.burst * share, 1.0)
        self._tokens = self._burst
        self._at = now
        self._factor = 1.0
        self._slowed = now

    def take(self, now: float) -> float:
        """Takes a token, if there is one: then nothing is left to wait. Else the seconds until there may be one."""
        self._refill(now)
        if self._tokens >= _WHOLE:
            self._tokens -= 1.0
            return 0.0
        return (1.0 - self._tokens) / (self._rate * self._factor)

    def slow(self, now: float, sent: float) -> None:
        """AWS throttled what was sent at some time: others use the limit as well. The rate is halved for a while.

        What was sent before the last time that this happened says nothing new.
        """
        self._refill(now)
        if sent < self._slowed and self._factor < 1.0:
            return
        self._factor = max(self._factor / 2, _SLOWEST)
        self._slowed = now
        self._tokens = min(self._tokens, 0.0)

    def _refill(self, now: float) -> None:
        while self._factor < 1.0 and now >= self._slowed + _SLOW_FOR:
            self._add(self._slowed + _SLOW_FOR)
            self._factor = min(self._factor * 2, 1.0)
            self._slowed += _SLOW_FOR
        self._add(now)

    def _add(self, now: float) -> None:
        if now > self._at:
            self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate * self._factor)
            self._at = now


class Pace:
    """The buckets of all limits and regions, made when they are first asked for. ``share`` is what is used of each
    limit, from 0 to 1; nothing is paced without one."""

    def __init__(self, share: float | None) -> None:
        self.share = share
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def bucket(self, limit: Limit, region: str, now: float) -> Bucket | None:
        """The bucket of a limit in a region."""
        if self.share is None:
            return None
        found = self._buckets.get((limit.name, region))
        if found is None:
            found = self._buckets[limit.name, region] = Bucket(limit, self.share, now)
        return found
