"""The checks as a table, for the documentation."""

from collections.abc import Iterable

from hauberk.iam.validation.problem import Check


def table(checks: Iterable[Check]) -> str:
    """A Markdown table of checks: code, severity, what it finds, and what Access Analyzer calls it."""
    rows = ["| code | severity | finds | in Access Analyzer |", "|---|---|---|---|"]
    rows += [
        f"| `{check.code}` | {check.severity}{', security' if check.security else ''} | {check.title} | "
        f"{', '.join(f'`{name}`' for name in check.aws)} |"
        for check in checks
    ]
    return "\n".join(rows)
