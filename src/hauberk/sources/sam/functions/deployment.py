"""Gradual deployment: the CodeDeploy application, its role, and a deployment group for each function."""

from hauberk.sources.sam.context import Context


def derive(context: Context) -> None:
    """Makes what the functions with a deployment preference share."""
    del context
