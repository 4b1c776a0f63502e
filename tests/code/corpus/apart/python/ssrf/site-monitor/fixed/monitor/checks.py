"""One check of one site: is it there, and how long does it take?"""

import asyncio
import time
from dataclasses import asdict, dataclass

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=5)


@dataclass
class Outcome:
    status: int
    milliseconds: int
    bytes: int


class Checker:
    def __init__(self, agent):
        self.headers = {"User-Agent": agent}

    async def once(self, http, url):
        begun = time.perf_counter()
        async with http.get(url, headers=self.headers) as response:
            body = await response.content.read(100_000)
        return Outcome(response.status, round((time.perf_counter() - begun) * 1000), len(body))

    async def several(self, url, times=3):
        async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
            outcomes = await asyncio.gather(*(self.once(http, url) for _ in range(times)), return_exceptions=True)
        return [asdict(outcome) for outcome in outcomes if isinstance(outcome, Outcome)]
