"""Who reads a queue."""

from hauberk.model.compute import EventSourceMapping
from hauberk.model.subject import Subject, resource_of
from hauberk.study.study import Study


def readers(queue: Subject, study: Study) -> list[EventSourceMapping]:
    """The event source mappings that read a queue, without those that only send their failures to it."""
    users = study.users(queue, *EventSourceMapping.TYPES)
    mappings = (EventSourceMapping(one, queue.world) for one in users)
    own = queue.resource.id
    return [one for one in mappings if resource_of(one.source) == own or resource_of(one.on_failure) != own]
