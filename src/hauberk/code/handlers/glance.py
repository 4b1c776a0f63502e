"""A glance at a file: may a handler be in it? Most files lack the words, and nothing of them is parsed."""

from hauberk.code.front_ends import PYTHON
from hauberk.code.handlers.frameworks import frameworks
from hauberk.model.regex import regex

_PYTHON = regex(
    rb"\blambda_handler\b|\bLambdaContext|def\s+\w+\s*\([^)]{0,300}?(?:(?:context|ctx)_*\b|,\s*+(?:#[^\n]*+\s*+)*+_+\s*[,:)=])"
    rb"|=\s*lambda\s+\w+\s*,\s*\w*(?:context|ctx)_*\b"
)
"""A function whose second parameter is called like a context, or one of Lambda's own words."""
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
    """Whether a file of code has the words that every handler has."""
    if path.endswith(PYTHON):
        known = frameworks("python")
        return bool(_PYTHON.search(data)) or any(name in data for name in known.packages)
    if not _EXPORTS.search(data):
        return False
    return (
        bool(_SCRIPT.search(data))
        or (bool(_EVENT.search(data)) and bool(MADE_FOR_AWS.search(data)))
        or any(name in data for name in frameworks("javascript").packages)
    )
