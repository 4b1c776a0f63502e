"""What docs/account.md says was proven how."""

import re
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs/account.md"
TITLE = "## What was proven how"


@cache
def unproven() -> frozenset[str]:
    """The controls that the document lists as proven on recorded shapes or on templates only."""
    _, _, rest = DOCS.read_text(encoding="utf-8").partition(f"\n{TITLE}\n")
    section = rest.partition("\n## ")[0]
    listed = re.findall(r"^- ((?:`[a-z0-9-]+`,?\s*)+):", section, re.MULTILINE)
    return frozenset(name for names in listed for name in re.findall(r"`([a-z0-9-]+)`", names))
