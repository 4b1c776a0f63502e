"""What botocore's models say of the services that are read."""

from functools import cache
from typing import Any

import botocore.session


@cache
def model(service: str) -> Any:
    """The model of a service, by the name that its client has."""
    return botocore.session.get_session().get_service_model(service)
