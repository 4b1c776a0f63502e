"""Events: what invokes a function, family by family."""

from hauberk.sources.sam.functions.maker import Maker


def derive(maker: Maker) -> None:
    """Makes the resources of a function's events."""
    del maker
