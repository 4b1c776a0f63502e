"""Who can gain more than he has: of an account that AWS told of, or of what a template makes."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from hauberk.iam.containment import delegating
from hauberk.iam.escalation.account import Account, Principal
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.paths import escalations
from hauberk.iam.escalation.results import Path, Result, Taken, Undecided
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.request import Decision, Policies
from hauberk.model.guards import Guard, describe, simplify
from hauberk.questions.answers import Escalations, Gained
from hauberk.questions.files import Files, InputError, named
from hauberk.questions.matters import in_worlds
from hauberk.reading.budget import Budget
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence
from hauberk.scan.nearest import nearest

ANSWER = Budget(bytes=64 * 1024 * 1024, nodes=3_000_000)
"""What the answer of AWS about a whole account may take: an account has at most some ten thousand principals."""
MAX_ACCOUNTS = 16
"""Accounts that a template may make, by its parameters."""

Levels: TypeAlias = "tuple[tuple[Policy, ...], ...]"
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class Limits(NamedTuple):
    """What an organization's policies leave its accounts, by their levels."""

    scp: Levels = ()
    rcp: Levels = ()

    def of(self, account: Account) -> Account:
        """An account within these limits."""
        return account._replace(scp=self.scp or account.scp, rcp=self.rcp or account.rcp)


NO_LIMITS = Limits()


def gained(
    files: Files,
    arguments: Iterable[str],
    principals: Iterable[str],
    steps: int,
    total: int,
    limits: Limits = NO_LIMITS,
) -> Escalations:
    """Every way of some principals, by their ARNs, names or logical ids, or of all: of a template, or of an answer in
    one file or a file for each page. Raises :class:`InputError`."""
    wheres = [named(argument) for argument in arguments]
    templates = [where for where in wheres if files.is_template(where.file, ANSWER)]
    for where in templates:
        if len(wheres) > 1:
            raise InputError(f"{files.show(where.file)}: it is a template, which is asked about by itself")
        wanted = [*principals, *([where.part] if where.part else [])]
        return _of_template(files, where.file, wanted, steps, total, limits)
    for where in wheres:
        if where.part:
            raise InputError(f"{files.show(where.file)}: it is no template, so it has no resources to name")
    shown = ", ".join(files.show(where.file) for where in wheres)
    told = read_details(_pages(plain(files.document(where.file, ANSWER).root) for where in wheres))
    account = limits.of(told.account)
    if not account.principals:
        raise InputError("\n".join(f"{shown}: {fault}" for fault in told.faults or (_NOBODY,)))
    of = _chosen(account, list(principals), shown)
    return _joined([((), account, escalations(account, of, steps, total))], files, told.faults)


_NOBODY = "there are no users and roles in it"


def _pages(documents: Iterable[Json]) -> Json:
    """What files hold as one answer: each is a page, or a list of pages."""
    found = list(documents)
    if len(found) == 1:
        return found[0]
    return [page for one in found for page in (one if isinstance(one, list) else [one])]


def plain(node: Node) -> Json:
    """A tree as plain data."""
    match node:
        case Mapping():
            return {name: plain(child) for name, (_, child) in node.entries.items()}
        case Sequence():
            return [plain(child) for child in node.items]
        case Scalar():
            return node.value
    return None


def _of_template(files: Files, file: str, wanted: list[str], steps: int, total: int, limits: Limits) -> Escalations:
    from hauberk.questions.templates import Template

    template = Template(files, file)
    guards: dict[Account, list[Guard]] = {}
    for guard, account in in_worlds(template.account, files):
        guards.setdefault(limits.of(account), []).append(guard)
        if len(guards) > MAX_ACCOUNTS:
            raise InputError(f"{template.file}: its principals differ by many parameters; fix some with --parameters")
    found: list[tuple[tuple[Guard, ...], Account, Result]] = []
    for account, own in guards.items():
        of = _chosen(account, [template.arn_of(name) or name for name in wanted], template.file)
        under = simplify(own) if len(guards) > 1 else ()
        found.append((under, account, escalations(account, of, steps, total)))
    return _joined(found, files)


def _chosen(account: Account, wanted: list[str], shown: str) -> list[str] | None:
    """The ARNs of the principals that are wanted; ``None`` for all. Raises :class:`InputError`."""
    if not wanted:
        return None
    by_name = {one.arn.rpartition("/")[2]: one.arn for one in account.principals}
    arns = {one.arn for one in account.principals}
    for name in wanted:
        if name not in arns and name not in by_name:
            raise InputError(f"{shown}: there is no user or role {name!r} in it{nearest(name, by_name)}")
    return [name if name in arns else by_name[name] for name in wanted]


Found: TypeAlias = "tuple[tuple[Guard, ...], Account, Result]"


def _joined(found: list[Found], files: Files, unread: tuple[str, ...] = ()) -> Escalations:
    """What was found in all accounts that a template may make, each way once, with the condition under which it is."""
    hidden = files.hidden()
    ways: dict[object, tuple[Path, Account, list[str]]] = {}
    undecided: dict[Undecided, None] = {}
    for guards, account, result in found:
        condition = " or ".join(describe(guard, hidden) for guard in guards)
        undecided.update(dict.fromkeys(result.undecided))
        for path in result.paths:
            key = (path.principal, path.method, path.target, path.actions)
            ways.setdefault(key, (path, account, []))[2].append(condition)
    principals = max(len(account.principals) for _, account, _ in found)
    told = tuple(
        Gained(path, _by(path.steps[0], account), "" if len(own) == len(found) else " or ".join(filter(None, own)))
        for path, account, own in ways.values()
    )
    return Escalations(principals, told, tuple(undecided), unread)


def _by(step: Taken, account: Account) -> tuple[tuple[str, Statement], ...]:
    """The statements by which a step is allowed, as the plain evaluator has them."""
    principal = next((one for one in account.principals if one.arn == step.principal), None)
    if principal is None:
        return ()
    try:
        answer = decide(step.witness, _policies(principal, account))
    except ContradictionError:
        return ()
    return answer.by if answer.decision is Decision.ALLOW else ()


def _policies(principal: Principal, account: Account) -> Policies:
    boundary = principal.boundary.policy if principal.boundary else None
    return Policies(principal.policies, boundary, scp=account.scp, rcp=account.rcp, resource=delegating(account.id))
