"""Whom an identity provider vouches for, and which claims of a token tell one customer or identity from another.

Source: IAM user guide, "IAM and AWS STS condition context keys", "Identity-provider controls for shared OIDC providers"
and "OIDC federation" (2026-11).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.effective import Wanted
from hauberk.iam.language.operators import Asked, Family, Operator
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.regex import regex

Pins: TypeAlias = Callable[[str], bool | None]
"""Whether the text of a claim, with wildcards, is of one customer or identity alone; ``None`` where that isn't sure."""

HOLE = "\0"
"""Stands in a text for a part that isn't known: one thing, whichever it is."""
_ANYWHERE = regex(r"[*?]+(?::(?:environment|job_workflow_ref|pull_request|ref|ref_type|run_phase)\b.*)?", re.DOTALL)
"""A subject of which only stars and what every customer may choose are left."""


def owned(*kinds: tuple[str, str]) -> Pins:
    """Whether the owner is named whole. Each kind is what stands before an owner, and after it."""

    def pins(text: str) -> bool | None:
        sure = re.split(r"[*?]", text, maxsplit=1)[0]
        for before, after in kinds:
            if not sure.startswith(before):
                continue
            owner = sure[len(before) :]
            if sure == text or after in owner[1:]:
                return True
            if HOLE in owner:  # a parameter may hold the owner and more
                return True if sure.endswith((":", "/")) else None
            return False if not owner.startswith(after) else None
        return False if _ANYWHERE.fullmatch(text) else None

    return pins


def whole(text: str) -> bool | None:
    """The id of an app or a pool: a part of it is anybody's."""
    return not set(text) & set("*?")


def literal(text: str) -> bool | None:
    """A text that stands for itself alone; nobody is told apart by stars and question marks only."""
    if not text.strip("*?"):
        return False
    return None if set(text) & set("*?") else True


def _perhaps(_: str) -> bool | None:
    """A claim of which it isn't known whether it tells customers apart."""
    return None


_GITHUB = owned(
    ("repo:", "/"),
    ("repository_owner:", ":"),
    ("repository_owner_id:", ":"),
    ("repository_id:", ":"),
    ("enterprise:", ":"),
)
_ORGANIZATION = owned(("organization:", ":"))
SHARED: Mapping[str, Mapping[str, Pins]] = {
    "accounts.google.com": {"aud": whole, "oaud": whole, "sub": whole},
    "agent.buildkite.com": {"sub": _ORGANIZATION},
    "api.pulumi.com/oidc": {"aud": literal},
    "app.terraform.io": {"sub": _ORGANIZATION},
    "cognito-identity.amazonaws.com": {"aud": whole, "sub": whole},
    "gitlab.com": {"sub": owned(("project_path:", "/"))},
    "graph.facebook.com": {"app_id": whole, "id": whole},
    "oidc-configuration.audit-log.githubusercontent.com": {"sub": literal},
    "oidc.codefresh.io": {"sub": literal},
    "oidc.vercel.com": {"aud": literal},
    "proidc.upbound.io": {"sub": literal},
    "sandboxes.cloud": {"aud": literal},
    "scalr.io": {"sub": literal},
    "studio.datachain.ai/api": {"sub": literal},
    "token.actions.githubusercontent.com": {"sub": _GITHUB},
    "tokens.cloud.shisho.dev": {"sub": literal},
    "vstoken.actions.githubusercontent.com": {"sub": _GITHUB},
    "www.amazon.com": {"app_id": whole, "user_id": whole},
}
"""Providers with which everyone may have an account, and the claims that tell whose token it is."""
ANY_PROVIDER, EKS = "*", "oidc.eks."
_POD: Mapping[str, Pins] = {"sub": owned(("system:serviceaccount:", ":"))}
_PRIVATE: Mapping[str, Pins] = {"aud": literal, "sub": literal}
_BLIND = frozenset(("amr", "aud"))
"""Claims that say how someone signed in, or for whom the token is: of every customer's tokens the same."""
_ALWAYS = ("aud", "sub")
"""Claims of every token."""


def claims(host: str) -> Mapping[str, Pins]:
    """The claims by which a provider's customers or identities are told apart, by the provider's address."""
    if host == ANY_PROVIDER:
        return {}
    return SHARED.get(host) or (_POD if host.startswith(EKS) else _PRIVATE)


def is_shared(host: str) -> bool:
    """Whether everyone may have an account there; a bare star stands for such providers too."""
    return host in SHARED or host == ANY_PROVIDER


def domains(host: str) -> Mapping[str, Domain]:
    """What is always in a request by a provider's token."""
    return {f"{host}:{claim}": Domain(present=True) for claim in _ALWAYS}


def barriers(tests: Iterable[Test], host: str, *, unsure: bool = False) -> Iterator[Box]:
    """The requests of those whom tests name by their claims; with ``unsure`` of those too who may be named."""
    for test in tests:
        issuer, _, claim = test.key.rpartition(":")
        if issuer != host or test.operator.operator.family not in _TEXTS:
            continue
        pins = claims(host).get(claim) or (None if claim in _BLIND else _perhaps)
        if pins is None:
            continue
        named = tuple(value for value in test.values if _pinned(pins, value, test, unsure))
        if named:
            yield having(test, named)


def having(test: Test, values: tuple[Glob, ...]) -> Box:
    """The requests whose key has one of some values of a test."""
    operator = test.operator.operator
    asked = Asked(Operator(operator.name.replace("Not", ""), operator.family))
    return Wanted().box()._replace(tests=(Test(asked, test.key, values),))


_TEXTS = (Family.STRING, Family.STRING_IGNORE_CASE, Family.LIKE)


def _pinned(pins: Pins, value: Glob, test: Test, unsure: bool) -> bool:
    sure = pins(text_of(value))
    if len(value.parts) == 1 and isinstance(hole := value.parts[0], Hole):
        # one text, whichever it is; one that may hold wildcards may not be
        sure = True if hole.own or test.operator.operator.family is not Family.LIKE else None
    return unsure if sure is None else sure


def text_of(value: Glob) -> str:
    """A pattern as its text, what isn't known of it as one character."""
    return "".join(HOLE if isinstance(part, Hole) else str(Glob((part,))) for part in value.parts)
