"""A region of the account: where what has to be in each is missed. It takes no call."""

from collections.abc import Iterator

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read

REGION = "Account::Region"
READS: tuple[Read, ...] = ()


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The region; nothing for what is global."""
    if place.region:
        id_ = f"arn:{place.partition}:account:{place.region}:{place.account}:region"
        yield Made(REGION, id_, place.region, {"RegionName": place.region})
