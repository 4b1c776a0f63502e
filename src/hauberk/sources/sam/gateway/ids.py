"""Texts of a template as ends of the logical ids that AWS makes up."""

from hauberk.model.values import Known, Value


def suffix(text: str) -> str:
    """A text as the end of a logical id: itself, or AWS's hash of it where it has other characters."""
    if not text or text.isalnum():
        return text
    import hashlib

    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:10]


def mark(value: Value) -> str:
    """What tells the ids of two domains apart: of plain text AWS's own hash, of anything else one of ours."""
    text = value.value if isinstance(value, Known) and isinstance(value.value, str) else repr(value)
    import hashlib

    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:10]
