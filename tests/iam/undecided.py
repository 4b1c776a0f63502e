"""How many questions about the policies of public templates are undecided, and why. The bar is two in a hundred.

    python -m tests.iam.undecided DIR [--limit N] [--seed N]

DIR is a folder with templates, such as a clone of aws-samples/serverless-patterns. Of each principal it is asked
whether it may use single powers, whether it has more than policies that AWS manages, and how it could gain permissions;
of each resource who outside may use it. A question counts as undecided if the engine gives it up, or its answer would
hang on a policy that isn't read. Facts that no template tells (whether a machine takes commands) are no questions about
policies; they are counted apart.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT, session, user
from hauberk.iam.containment import exceeds
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.escalation.effort import Effort
from hauberk.iam.escalation.paths import STEPS, TOTAL
from hauberk.iam.escalation.singles import Singles
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import EVERYTHING, glob
from hauberk.iam.public import Trust, public
from hauberk.iam.request import Policies
from hauberk.model.world import World
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.discover import discover
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.escalation import account
from hauberk.study.policies import managed_policy, whole
from hauberk.study.principals import ROLE, USER, Guarded, Principal
from hauberk.study.study import Study

POWERS = (
    "iam:PassRole",
    "iam:PutRolePolicy",
    "kms:Decrypt",
    "lambda:InvokeFunction",
    "s3:GetObject",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter",
    "sts:AssumeRole",
)
ABOVE = ("ReadOnlyAccess", "PowerUserAccess", "AdministratorAccess")
EACH = 200_000
"""Steps of one question."""


class Question(NamedTuple):
    """A question, and why it is undecided, if it is."""

    kind: str
    about: str
    undecided: str = ""


def questions(file: Path, folder: str, path: str) -> Iterator[Question]:
    """All questions about a template."""
    study = Study(read_application(Root(Path(folder)), path, {}), date(2026, 11, 30))
    world = World()
    for resource in study.application.of(*Guarded.TYPES):
        if world.holds(resource.presence):
            found = study.resource_policies(Guarded(resource, world))
            policy = whole(found, resource.name)
            if policy is not None:
                yield _asked("public", f"{file}: {resource.id}", (policy,), lambda one=policy: _public(one))
    for resource in study.application.of(ROLE, USER):
        if world.holds(resource.presence):
            yield from _of_principal(study, Principal(resource, world), f"{file}: {resource.id}")
    yield from _escalations(study, world, str(file))


def _asked(kind: str, about: str, policies: tuple[Policy, ...], ask) -> Question:  # type: ignore[no-untyped-def]
    unread = next((hole for policy in policies for hole in policy.unread), None)
    if unread is not None:
        return Question(kind, about, f"a policy isn't read: {_why(unread.name)}")
    try:
        ask()
    except UndecidedError as error:
        return Question(kind, about, f"{error.code}: {_why(error.text)}")
    return Question(kind, about)


def _public(policy: Policy) -> None:
    for _ in public(policy, Wanted(), Trust(ACCOUNT), Budget(EACH)):
        pass


def _of_principal(study: Study, principal: Principal, about: str) -> Iterator[Question]:
    identity = study.identity(principal)
    policies = identity.policies
    who = user(ACCOUNT) if principal.resource.type == USER else session(ACCOUNT)
    bearing = (*policies.identity, *([policies.boundary] if policies.boundary else []))
    for power in POWERS:
        yield _asked("power", f"{about} {power}", bearing, lambda one=power: _may(policies, who, one))
    for name in ABOVE:
        theirs = managed_policy(f"arn:aws:iam::aws:policy/{name}", Kind.IDENTITY)
        assert theirs is not None
        ask = lambda one=theirs: exceeds(policies.identity, (one,), Budget(EACH))  # noqa: E731
        yield _asked("more than", f"{about} {name}", policies.identity, ask)


def _may(policies: Policies, who, action: str) -> None:  # type: ignore[no-untyped-def]
    wanted = Wanted((glob(action.lower()),), (EVERYTHING,))
    next(accesses(policies, who, wanted, ACCOUNT, Budget(EACH)), None)


def _escalations(study: Study, world: World, file: str) -> Iterator[Question]:
    told = account(study, world)
    singles = Singles(told, Effort(TOTAL, STEPS))
    for principal in told.principals:
        singles.of(principal)
    for key, answer in singles.questions.answers.items():
        reason = f"{answer.code}: {_why(answer.text)}" if isinstance(answer, UndecidedError) else ""
        yield Question("escalation", f"{file}: {key}"[:300], reason)
    for gained in singles.gains.answers:
        yield Question("gain", file, _why(gained.unknown) if gained.more is None else "")
    for principal in told.principals:
        for one in singles.undecided(principal):
            yield Question("untold", f"{file}: {one.principal} {one.method}", _why(one.reason))


def _why(text: str) -> str:
    """A reason without the names in it."""
    words = [word for word in text.split() if ":" not in word.strip(":") and "/" not in word and "<" not in word]
    return " ".join(words)[:110]


def main() -> None:
    """Prints the share of undecided questions by kind, and the reasons with an example each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    candidates = list(discover([str(options.folder)], base=str(options.folder)).candidates)
    if options.limit:
        candidates = random.Random(options.seed).sample(candidates, min(options.limit, len(candidates)))
    asked: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    templates = 0
    for one in candidates:
        try:
            found = list(questions(Path(one.shown, one.path), one.folder, one.path))
        except ReadingError:
            continue  # it looks like a template, and is none
        except Exception as error:
            print(f"left out: {one.path}: {type(error).__name__}: {str(error)[:100]}")
            continue
        templates += bool(found)
        for question in found:
            asked[question.kind] += 1
            if question.undecided:
                undecided[question.kind] += 1
                reasons[question.kind, question.undecided] += 1
                examples.setdefault((question.kind, question.undecided), question.about)
    print(f"{templates} templates with policies")
    kinds = [kind for kind in sorted(asked) if kind != "untold"]
    for kind in kinds:
        print(f"  {kind:12} {asked[kind]:8} asked {undecided[kind]:6} undecided {undecided[kind] / asked[kind]:8.2%}")
    every, open_ = sum(asked[kind] for kind in kinds), sum(undecided[kind] for kind in kinds)
    print(f"  {'all':12} {every:8} asked {open_:6} undecided {open_ / max(every, 1):8.2%}")
    for (kind, reason), number in reasons.most_common(60):
        print(f"  {number:6} {kind}: {reason}\n         {examples[kind, reason][:200]}")


if __name__ == "__main__":
    main()
