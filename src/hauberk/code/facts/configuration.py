"""Names of one stage's resources that are written into the code."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, texts, within
from hauberk.code.facts.tables import listed, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Environment, Result, Value
from hauberk.code.sdk.boto.things import Is, Things
from hauberk.code.weaknesses.sdk import operation
from hauberk.model.regex import regex

KIND = "hard-coded-configuration"
_ARN = regex(r"^arn:aws[\w-]*:[\w-]+:[\w-]*:\d{12}:")
_QUEUE = regex(r"^https://(?:sqs\.[\w-]+|[\w-]+\.queue)\.amazonaws\.com(?:\.cn)?/\d{12}/")
_HOST = regex(
    r"^https?://[\w.-]*(?:execute-api|lambda-url|rds|cache|es|cloudfront)\.[\w.-]*amazonaws\.com|^https?://\w+\.cloudfront\.net"
)
_ACCOUNT = regex(r"^\d{12}$")
_THINGS = {"Bucket": "Bucket", "Object": "Bucket", "Queue": "QueueUrl", "Table": "TableName", "Topic": "TopicArn"}
"""The parameter that says which one is meant, of boto3's resources."""


def found(met: Met) -> Iterator[Fact]:
    """Parameters of AWS's operations that are written out: with an account or a host, or the plain name of a thing."""
    boto = Things()
    for called in met.record.calls:
        if within(called.callee.path, listed("endpoint", "clients")):
            for value in called.arguments.every():
                for text in texts(value):
                    if _HOST.match(text):
                        yield Fact(KIND, met.place(text, called.site), "it names a thing of one account and stage")
        for name, value in _parameters(called, boto):
            if any(isinstance(atom, Environment) for atom in value.atoms):
                continue
            for text in texts(value):
                if _is_of_account(text):
                    says = f"{name} names a thing of one account, whatever stage the code runs in"
                    yield Fact(KIND, met.place(text, called.site), says, name)
                elif name in those("configuration", "names") and "\0" not in text and len(text) > 2:
                    says = f"{name} is the same in every stage"
                    yield Fact(KIND, met.place(text, called.site), says, name)


def _parameters(called: Called, boto: Things) -> Iterator[tuple[str, Value]]:
    made = boto.thing(Result(called.callee, called.arguments))
    if made is not None and made.kind is Is.RESOURCE and made.type in _THINGS:
        yield from ((_THINGS[made.type], value) for _, value in made.ids[:1])
    known = operation(called)
    if known is not None:
        yield from ((name, value) for name, value in known.parameters if name in those("configuration", "parameters"))
    elif called.callee.path.startswith(("boto3.", "@aws-sdk/", "aws-sdk.", "aioboto3.")):
        yield from (("", value) for value in called.arguments.every())


def _is_of_account(text: str) -> bool:
    return bool(_ARN.match(text) or _QUEUE.match(text) or _HOST.match(text) or _ACCOUNT.match(text))
