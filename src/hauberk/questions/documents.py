"""Policies as they are written in files: bare documents, and the answers of AWS in which they come."""

from collections.abc import Iterator

from hauberk.iam.language.parse import Parsed, parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import ANY, Glob, glob
from hauberk.iam.language.trees import percent_decoded
from hauberk.questions.files import Files
from hauberk.reading.nodes import Document, Mapping, Node, Scalar, Sequence

_SHORT = "execute-api:/"
_WRAPPERS = (
    ("PolicyVersion", "Document"),
    ("Role", "AssumeRolePolicyDocument"),
    ("Attributes", "Policy"),
    ("ResourcePolicyDescription", "Policy"),
    ("AssumeRolePolicyDocument",),
    ("PolicyDocument",),
    ("ResourcePolicy",),
    ("Policy",),
    ("policyText",),
    ("policyDocument",),
    ("policy",),
)
"""Where the answers of AWS's APIs have a policy (2026-11): ``iam get-policy-version``, ``get-role`` and
``get-role-policy``, ``sqs`` and ``sns get-…-attributes``, ``s3api get-bucket-policy``, ``kms get-key-policy``, ``lambda
get-policy``, ``secretsmanager get-resource-policy``, ``ecr get-repository-policy``, ``apigateway get-rest-api``."""


def policy_in(files: Files, file: str, kind: Kind | None = None, name: str = "") -> Policy:
    """The policy that a file holds; without a ``kind`` it is a resource's if it names principals.

    Raises :class:`hauberk.questions.files.InputError`.
    """
    shown = files.show(file)
    return read_policy(files, files.document(file), kind, name or shown, shown)


def read_policy(files: Files, written: Document | Node, kind: Kind | None, name: str, shown: str) -> Policy:
    """The policy that a tree is; ``shown`` is the file for complaints without a place.

    Raises :class:`hauberk.questions.files.InputError`.
    """
    document = unwrapped(written)
    parsed = parsed_as(document, kind or kind_of(document), name)
    if parsed.policy is None:
        raise files.refusal(shown, parsed.faults)
    return parsed.policy


def completed(policy: Policy) -> Policy:
    """A policy of an API whose resources are in the short form, ``execute-api:/stage/GET/orders``, written out as API
    Gateway does ("API Gateway resource policy examples" in its developer guide, 2026-11); any other as it is."""
    return policy._replace(
        statements=tuple(one._replace(resources=tuple(map(_in_full, one.resources))) for one in policy.statements)
    )


def _in_full(resource: Glob) -> Glob:
    first = resource.parts[0] if resource.parts else ""
    if not (isinstance(first, str) and first.startswith(_SHORT)):
        return resource
    return glob("arn:", ANY, ":execute-api:", ANY, ":", ANY, ":", ANY, first[len(_SHORT) - 1 :], *resource.parts[1:])


def parsed_as(document: Document | Node, kind: Kind, name: str) -> Parsed:
    """What a tree says as a policy of a kind."""
    return parse(document, name=name, kind=kind)


def unwrapped(document: Document | Node) -> Document | Node:
    """The policy in an answer of AWS; any other tree as it is."""
    root = document.root if isinstance(document, Document) else document
    if not isinstance(root, Mapping) or "Statement" in root.entries:
        return document
    for wrapper in _WRAPPERS:
        found: Node | None = root
        for name in wrapper:
            found = found.get(name) if isinstance(found, Mapping) else None
        if found is not None:
            return _decoded(found)
    return document


def _decoded(found: Node) -> Node:
    """A policy without the percent encoding in which IAM itself gives it; the AWS CLI and some SDKs take it off."""
    if not (isinstance(found, Scalar) and isinstance(found.value, str) and found.text.lstrip()[:3].lower() == "%7b"):
        return found
    text = percent_decoded(found.text)
    return Scalar(found.source, found.start, found.end, text, text)


def kind_of(document: Document | Node) -> Kind:
    """Whether a policy is of a resource, which its principals tell, or of an identity."""
    return Kind.RESOURCE if any(_names_principals(one) for one in _statements(document)) else Kind.IDENTITY


def _names_principals(statement: Node) -> bool:
    return isinstance(statement, Mapping) and not statement.entries.keys().isdisjoint(("Principal", "NotPrincipal"))


def _statements(document: Document | Node) -> Iterator[Node]:
    root = document.root if isinstance(document, Document) else document
    if isinstance(root, Scalar) and isinstance(root.value, str):
        root = _inner(root.text, root) or root
    found = root.get("Statement") if isinstance(root, Mapping) else None
    if isinstance(found, Sequence):
        yield from found.items
    elif found is not None:
        yield found


def _inner(text: str, scalar: Scalar) -> Node | None:
    """The tree of JSON that is written as text."""
    from hauberk.reading.errors import ReadingError
    from hauberk.reading.json import read_json
    from hauberk.reading.source import Source

    try:
        return read_json(Source(scalar.source.path, text.encode("utf-8", "replace"))).root
    except ReadingError:
        return None
