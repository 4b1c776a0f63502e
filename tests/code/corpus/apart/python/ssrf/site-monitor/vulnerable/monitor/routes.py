import os
from statistics import median
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, Field

from monitor.checks import Checker

router = APIRouter()
checker = Checker(os.environ.get("AGENT", "site-monitor/3"))


class Check(BaseModel):
    """What the form on the start page sends."""

    site: str = Field(min_length=4, max_length=200)
    path: str = Field(default="/", pattern=r"^/[\w/.-]*$")
    times: int = Field(default=3, ge=1, le=5)


def address(check: Check) -> str:
    site = check.site.removeprefix("https://").rstrip("/")
    return f"https://{site}{check.path}"


@router.post("")
async def run(check: Check, url: Annotated[str, Depends(address)]):
    outcomes = await checker.several(url, check.times)
    if not outcomes:
        raise HTTPException(504, "the site doesn't answer")
    return {
        "answers": len(outcomes),
        "median": median(outcome["milliseconds"] for outcome in outcomes),
        "up": all(outcome["status"] < 500 for outcome in outcomes),
    }
