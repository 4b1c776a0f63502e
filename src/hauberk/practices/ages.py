"""How long something may stay as it is, or unused: the field's numbers, in one place."""

UNUSED_CREDENTIALS = 45
"""Days after which a password or key that nobody uses is to be switched off (CIS AWS Foundations Benchmark 3.0.0, 1.12;
Security Hub IAM.22)."""
UNUSED = 90
"""Days after which a user, role or permission that nobody uses is to go (Security Hub IAM.8; IAM's own consoles count
from 90 days, too)."""
KEY_AGE = 90
"""Days after which an access key is to be replaced (CIS AWS Foundations Benchmark 3.0.0, 1.14; Security Hub IAM.3)."""
PASSWORD_AGE = 365
"""Days after which a password counts as forgotten: Hauberk's choice. NIST SP 800-63B asks for no regular change, since
people then choose worse passwords, but a year-old password has seen many leaks of other sites."""
ROOT_USE = 30
"""Days within which a use of the root user is worth a question: Hauberk's choice; CIS says "eliminate"."""


def days(count: int) -> str:
    """``1 day``, ``90 days``."""
    return "1 day" if count == 1 else f"{count} days"
