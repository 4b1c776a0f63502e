"""Log groups whose lines are sent to a function."""

from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.policies import fill

SOURCE = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*"


def subscription(event: Event) -> None:
    """``CloudWatchLogs``: a subscription filter, and the permission that must be there first."""
    group = event.value("LogGroupName")
    made = event.permit(
        "logs.amazonaws.com", SourceArn=fill(event.maker.context, SOURCE, {"Group": group}, group.trail)
    )
    needed = made.id.removeprefix(event.maker.context.prefix)
    content = {"DestinationArn": event.maker.target_arn(), **event.taken("LogGroupName", "FilterPattern")}
    event.make("AWS::Logs::SubscriptionFilter", content, depends_on=[needed])
