"""A glance at a file: may a handler be in it? Most files lack the words, and nothing of them is parsed."""

from collections.abc import Iterator

from hauberk.code.front_ends import MOST_OF_PYTHON, MOST_OF_SCRIPTS, PYTHON
from hauberk.code.handlers.frameworks import frameworks
from hauberk.model.regex import regex

_WORDS = (b"lambda_handler", b"LambdaContext")
"""Lambda's own, which nothing else is called by."""
_FUNCTION = regex(rb"\bdef\s{1,9}\w{1,200}\s{0,9}\(|=\s{0,9}lambda\s")
_PARAMETERS = 300
"""Bytes in which a function's second parameter is looked for."""
_CONTEXT = regex(rb"(?:context|ctx)_{0,9}\b|,\s*+(?:#[^\n]*+\s*+)*+_{1,9}\s{0,9}(?:[,:)=]|\Z)")
_EXPORTS = regex(rb"\bexports\b|\bexport\s*(?:default|const|let|var|async|function|\{)")
_SCRIPT = regex(
    rb"\b(?:lambdaHandler|lambda_handler|handler)\b|[\"'](?:@types/)?aws-lambda[\"']"
    rb"|\(\s*_?(?:event|evt)\b[^()]{0,200},\s*(?:\w*[cC]ontext|_?ctx|_+)\b"
    rb"|,\s*\w*(?:[cC]ontext|ctx)\b[^()]{0,200},\s*\w*(?:[cC]all[bB]ack|cb|done)\b"
)
_EVENT = regex(rb"\b_?(?:event|evt)\b")
MADE_FOR_AWS = regex(rb"\bstatusCode\b|aws-sdk|aws-lambda|\bAWS\b|\bRecords\b")
"""Words of code that answers API Gateway, takes records or calls AWS."""


def may_hold_handler(path: str, data: bytes) -> bool:
    """Whether a file of code has the words that every handler has, as far as code is followed in it."""
    python = path.endswith(PYTHON)
    data = data[: MOST_OF_PYTHON if python else MOST_OF_SCRIPTS]
    if python:
        known = frameworks("python")
        return any(word in data for word in (*_WORDS, *known.packages)) or any(map(_CONTEXT.search, _parameters(data)))
    if not _EXPORTS.search(data):
        return False
    return (
        bool(_SCRIPT.search(data))
        or (bool(_EVENT.search(data)) and bool(MADE_FOR_AWS.search(data)))
        or any(name in data for name in frameworks("javascript").packages)
    )


def _parameters(data: bytes) -> Iterator[bytes]:
    """The beginnings of the parameters of a file's functions."""
    for found in _FUNCTION.finditer(data):
        start = found.end()
        end = data.find(b")", start, start + _PARAMETERS)
        yield data[start : end if end >= 0 else start + _PARAMETERS]
