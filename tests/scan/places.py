"""Small applications in a folder, and what a check says of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hauberk.model.ledger import Ledger
from hauberk.scan.pipeline import Plan, check

TODAY = date(2026, 11, 24)

URL = "function-url-without-auth"
"""A control that the application below violates, at the line of ``AuthType``."""

OPEN = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Open:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
      FunctionUrlConfig:
        AuthType: NONE
"""

CLOSED = OPEN.replace("NONE", "AWS_IAM")


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files below a folder, by their paths in it."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def ledger(folder: Path, *paths: str, heed: bool = True, exclude: tuple[str, ...] = (), jobs: int = 1) -> Ledger:
    """What one control says of the paths below a folder (of all, if none is given)."""
    return check(
        Plan(
            paths=paths or (".",),
            controls=frozenset((URL,)),
            heed=heed,
            base=str(folder),
            exclude=exclude,
            jobs=jobs,
            today=TODAY,
        )
    )


def violated(found: Ledger) -> list[str]:
    """Where something is violated, in the order of the ledger."""
    return [f"{e.locations[0].path}:{e.locations[0].line}" for e in found.findings()]
