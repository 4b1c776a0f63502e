"""What is said of a difference, made safe."""

from hauberk.model.secrets import mask
from hauberk.model.tokens import told
from hauberk.reports import door

_JOINT = ": "


def sentence(says: str) -> str:
    """A sentence in a line, masked by its parts: behind a name that ends in ``secret`` stand words, not a secret."""
    return _JOINT.join(map(door.line, says.split(_JOINT)))


def masked(says: str) -> str:
    """The same for a format that writes hostile characters its own way."""
    return _JOINT.join(mask(told(part)) for part in says.split(_JOINT))
