"""What Hauberk asks: a package for each practice, a module for each control or tight family of controls."""

from collections.abc import Iterable
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
"""The practices' packages, in the practices' order. Each has ``CONTROLS``, and may name modules in ``OF_ACCOUNTS``:
their controls ask what only an account has, and are loaded for one."""


@cache
def template_controls() -> "tuple[Control, ...]":
    """The controls that may be asked of a template, by practice and in the order in which the packages list them."""
    modules = (import_module(f"hauberk.practices.{package}") for package in PACKAGES)
    return tuple(control for module in modules for control in module.CONTROLS)


@cache
def all_controls() -> "tuple[Control, ...]":
    """Every control, by practice; behind those of templates the ones that only an account is asked."""
    found: list[Control] = []
    for package in PACKAGES:
        module = import_module(f"hauberk.practices.{package}")
        found += module.CONTROLS
        for name in getattr(module, "OF_ACCOUNTS", ()):
            found += import_module(f"hauberk.practices.{package}.{name}").CONTROLS
    return tuple(found)


def controls_named(names: "Iterable[str]") -> "tuple[Control, ...]":
    """The controls of some names; no more is loaded than has to be."""
    wanted = frozenset(names)
    own = template_controls()
    few = own if wanted.issubset(control.name for control in own) else all_controls()
    return tuple(control for control in few if control.name in wanted)
