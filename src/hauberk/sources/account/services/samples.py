"""A sample of what is written into log groups, for those who ask for it: how many secrets of which kinds.

Events are looked through as they come in, and none is kept: what goes on is how many there were, and how often which
kind of secret. A sample is the first page of what was written since yesterday, a thousand events at most, of a hundred
groups at most. Operations and members from the CloudWatch Logs API Reference (2026-11).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from hauberk.model.secrets import found_in
from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import listed, text

SAMPLE = "Account::LogSample"
GROUPS, EVENTS, LONGEST = 100, 1_000, 64 * 1024
"""Groups that are sampled, events of each, and characters of an event that are looked through."""


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The groups, those of functions first: what an application itself writes is what may hold its secrets."""
    names = [text(one, "logGroupName") for one in listed(answers.data("logs", "DescribeLogGroups"), "logGroups")]
    ordered = sorted(filter(None, names), key=lambda name: (not name.startswith("/aws/lambda/"), name))
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = int((today - timedelta(days=1)).timestamp() * 1000)
    return ({"logGroupName": name, "startTime": since, "limit": EVENTS} for name in islice(ordered, GROUPS))


def counted(page: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a page of events: their number, and how often which kind of secret is in them."""
    events = listed(page, "events")
    kinds = Counter(secret.kind for event in events for secret in found_in(text(event, "message")[:LONGEST]))
    return {"Events": len(events), "Secrets": dict(sorted(kinds.items()))}


READS = (
    Read(
        "logs",
        "FilterLogEvents",
        (SAMPLE,),
        each=_each,
        after=("logs:DescribeLogGroups",),
        absent=frozenset(("ResourceNotFoundException",)),
        digest=counted,
        wished="--sample-logs",
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The samples that were taken."""
    for made, answer in answers.made("logs", "FilterLogEvents"):
        name = str(made.parameters.get("logGroupName", ""))
        group = f"arn:{place.partition}:logs:{place.region}:{place.account}:log-group:{name}"
        links = {"LogGroupName": group}
        if isinstance(answer, Unread):
            yield Made(SAMPLE, f"{group}#sample", name, {"LogGroupName": name}, links=links, unread=answer)
        elif isinstance(answer, Data):
            properties = {"LogGroupName": name, "Events": answer.content.get("Events"), "Secrets": _secrets(answer)}
            yield Made(SAMPLE, f"{group}#sample", name, properties, links=links)


def _secrets(answer: Data) -> list[dict[str, Any]]:
    found = answer.content.get("Secrets")
    return [{"Kind": kind, "Times": times} for kind, times in found.items()] if isinstance(found, Mapping) else []
