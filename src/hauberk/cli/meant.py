"""Whether the filters of an audit mean any function: where none, or nobody tells which, nothing else is asked."""

from hauberk.model.exits import Exit
from hauberk.sources.account.reading import means_nobody, untold
from hauberk.sources.account.snapshot import Snapshot

_FILTERS = "--functions, --tags and --stack"


class NobodyMeantError(Exception):
    """There is nothing to read, since no function is known to be meant; and the exit code that says so."""

    def __init__(self, text: str, exit_code: Exit) -> None:
        super().__init__(text)
        self.exit = exit_code


def refuse_nobody(snapshot: Snapshot) -> None:
    """Raises :class:`NobodyMeantError` if what was read so far tells that no function is meant, or can't tell."""
    unread = untold(snapshot)
    if unread is not None:
        text = f"{unread.text}. So it isn't known which functions {_FILTERS} mean, and nothing else was asked"
        raise NobodyMeantError(text, Exit.UNREAD)
    if means_nobody(snapshot):
        raise NobodyMeantError(f"no function of the account is meant by {_FILTERS}", Exit.NOTHING)
