"""Who may make a request: one principal to stand for each kind that the policies of a question tell apart.

A ``Principal`` element has no wildcards but the lone star, so policies tell apart only those whom they name: a handful
of principals stand for everyone. What a condition asks of ``aws:PrincipalArn`` is a language still: of the roles of an
account none is named, and any name will do.

Source: IAM user guide, "AWS JSON policy elements: Principal" and "AWS global condition context keys" (2026-11).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.language.policy import Principal, PrincipalKind, Statement
from hauberk.iam.language.text import Glob, Hole, glob

FOREIGN = "999999999999"
"""An account that no policy names."""
_NOBODY = Domain(absent=True)


class Somebody(NamedTuple):
    """A principal that stands for all that policies treat alike."""

    id: str
    """As :class:`hauberk.iam.request.Request` has it."""
    kind: PrincipalKind | None
    """``None`` for nobody in particular: a request without a signature."""
    account: str = ""
    role: str = ""
    """For a session, the role's name without its path."""
    domains: Mapping[str, Domain] = {}
    """What the keys may hold that tell of the principal."""


def anonymous() -> Somebody:
    """Whoever doesn't sign the request."""
    return Somebody("*", None, domains=_without_principal())


def _without_principal() -> dict[str, Domain]:
    keys = ("principalarn", "principalaccount", "principalorgid", "principalorgpaths", "username", "principalservicename")
    return {f"aws:{key}": _NOBODY for key in keys}


def service(name: str, domains: Mapping[str, Domain] | None = None) -> Somebody:
    """A service that calls by itself."""
    told = {
        **_without_principal(),
        "aws:principalservicename": Domain(present=True, within=(_exactly(name),)),
        "aws:principalisawsservice": Domain(present=True, within=(_exactly("true"),)),
        **(domains or {}),
    }
    return Somebody(name, PrincipalKind.SERVICE, domains=told)


def role(account: str, name: str = "", taken: Iterable[str] = ()) -> Somebody:
    """A session of one role, or of some role of an account that isn't ``taken``."""
    arn = f"arn:aws:iam::{account}:role/{name}" if name else ""
    within = _exactly(arn) if arn else _roles(account)
    del taken
    short = (name or "example").rpartition("/")[2]
    return Somebody(
        f"arn:aws:sts::{account}:assumed-role/{short}/session",
        PrincipalKind.AWS,
        account,
        short,
        {**_signed(account), "aws:principalarn": Domain(present=True, within=(within,)), "aws:username": _NOBODY},
    )


def _signed(account: str) -> dict[str, Domain]:
    return {
        "aws:principalaccount": Domain(present=True, within=(_exactly(account),)),
        "aws:principalservicename": _NOBODY,
        "aws:principalisawsservice": Domain(present=True, within=(_exactly("false"),)),
    }


def _exactly(text: str) -> Machine:
    return Machine([tuple(Step(frozenset(char)) for char in text)])


def _roles(account: str) -> Machine:
    start = tuple(Step(frozenset(char)) for char in f"arn:aws:iam::{account}:role/")
    return Machine([(*start, Step(Letters.NAME), Step(Letters.NAME, True))])
