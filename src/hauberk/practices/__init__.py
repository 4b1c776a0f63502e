"""What Hauberk asks: a package for each practice, a module for each control or tight family of controls."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hauberk.practices.control import Control

PACKAGES = (
    "least_privilege",
    "environment",
    "secret_handling",
    "monitoring",
    "dependencies",
    "network",
    "transit",
    "validation",
    "firewall",
    "versioning",
    "throttling",
    "vpc",
    "execution",
    "review",
    "mfa",
    "images",
    "config_rules",
    "updates",
)
"""The practices' packages, in the practices' order. Each has ``CONTROLS``."""


@cache
def all_controls() -> "tuple[Control, ...]":
    """Every control, by practice and in the order in which the packages list them."""
    modules = (import_module(f"hauberk.practices.{package}") for package in PACKAGES)
    return tuple(control for module in modules for control in module.CONTROLS)
