"""Whom a bucket's access control list lets in, in the words of CloudFormation's ``AccessControl``.

Canned lists and what a permission is good for from "Access control list (ACL) overview", Amazon S3 user guide
(2026-11). No canned list lets AWS accounts write, or everyone do nothing else; a list that is written grant by grant
may, and is told in words of the same form: ``AuthenticatedReadWrite``, ``PublicWrite``. Where everyone may do one thing
and AWS accounts another one, there is a word for each: ``PublicRead, AuthenticatedWrite``.
"""

from collections.abc import Iterable
from typing import NamedTuple

_GROUPS = {"Public": "anyone", "Authenticated": "anyone with an AWS account"}
_PERMISSIONS = {
    "read": ("FULL_CONTROL", "READ", "READ_ACP", "WRITE_ACP"),
    "write": ("FULL_CONTROL", "WRITE", "WRITE_ACP"),
}
"""What one may do by which permissions. Whoever may write the list itself gives themselves the others."""
_SEPARATOR = ", "


class Grant(NamedTuple):
    """What a group may do with a bucket, and the word for it."""

    word: str
    who: str
    reads: bool
    writes: bool

    @property
    def says(self) -> str:
        """The grant as a sentence."""
        done = ("read and write to" if self.reads else "write to") if self.writes else "read"
        return f"{self.who} can {done} the bucket"


def _word(group: str, *, reads: bool, writes: bool) -> str:
    return f"{group}{'Read' * reads}{'Write' * writes}"


_BY_WORD = {
    (word := _word(group, reads=reads, writes=writes)): Grant(word, who, reads, writes)
    for group, who in _GROUPS.items()
    for reads, writes in ((True, False), (False, True), (True, True))
}


def grants(words: str) -> tuple[Grant, ...]:
    """What an access control list gives to groups of strangers; nothing where it isn't one that does."""
    return tuple(_BY_WORD[word] for word in words.split(_SEPARATOR) if word in _BY_WORD)


def words_for(everyone: Iterable[str], accounts: Iterable[str]) -> str:
    """The words for the permissions that everyone has, and that AWS accounts have; empty for none."""
    public = _done(everyone)
    of_each = (public, _done(accounts) - public)  # whoever has an account is among everyone
    return _SEPARATOR.join(
        _word(group, reads="read" in done, writes="write" in done)
        for group, done in zip(_GROUPS, of_each, strict=True)
        if done
    )


def _done(permissions: Iterable[str]) -> frozenset[str]:
    had = frozenset(permissions)
    return frozenset(done for done, giving in _PERMISSIONS.items() if not had.isdisjoint(giving))
