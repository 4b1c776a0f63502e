"""Findings in batches, and the pace at which these are sent.

Limits from the Security Hub partner guide, "Guidelines for using the BatchImportFindings API" (2026-11): 100 findings
and 6 MB for a batch, 10 calls a second for an account and region with a burst of 30.
"""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic, sleep
from typing import Any

from hauberk.watch.valid import size

MOST = 100
LARGEST = 6 * 1000 * 1000
_FRAME = 1024
"""Bytes that are left for what stands around findings."""
RATE, BURST = 10.0, 30

Finding = dict[str, Any]


def batches(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings in as few batches as the limits allow, in their order."""
    batch: list[Finding] = []
    room = LARGEST - _FRAME
    for finding in findings:
        needed = size(finding) + 2
        if batch and (len(batch) == MOST or needed > room):
            yield batch
            batch, room = [], LARGEST - _FRAME
        batch.append(finding)
        room -= needed
    if batch:
        yield batch


class Pace:
    """A token bucket: as many calls at once as the burst, and then so many a second."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, wait: Callable[[float], None] = sleep, rate: float = RATE
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._rate = rate
        self._tokens = float(BURST)
        self._last = clock()

    def take(self) -> None:
        """Waits until a call may be made."""
        now = self._clock()
        self._tokens = min(float(BURST), self._tokens + (now - self._last) * self._rate)
        self._last = now
        if self._tokens < 1:
            missing = (1 - self._tokens) / self._rate
            self._wait(missing)
            self._last = self._clock()
            self._tokens = 1.0
        self._tokens -= 1
