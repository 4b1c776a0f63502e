"""What the account doesn't hold of an application, and why."""

from typing import NamedTuple

UNSUPPORTED = "unsupported"
"""Nothing in the lab makes resources of the type."""
REFUSED = "refused"
"""The emulator took it for wrong."""
NOT_EMULATED = "not-emulated"
"""The emulator has no such call."""
ADAPTED = "adapted"
"""The emulator takes it in another form only, which is what it holds."""
FORGOTTEN = "forgotten"
"""The emulator took it, and doesn't tell it when it is read."""
UNKNOWN = "unknown"
"""The template doesn't tell it, so that nothing was sent."""
MISSING = "missing"
"""It refers to something that the account doesn't hold."""
NO_PARAMETER = "no-parameter"
"""A property that no call takes."""


class Loss(NamedTuple):
    """A resource, or a property of one (empty for the resource as a whole), that isn't in the account as the
    application has it. ``code`` is one of this module's constants."""

    resource: str
    type: str
    property: str
    code: str
    text: str
