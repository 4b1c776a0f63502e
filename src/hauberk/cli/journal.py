"""What is read of an account, written down as it comes: who is interrupted or killed loses little.

It is a snapshot's file without packing, beside the place where the snapshot will be (``FILE.part``), for its owner
alone. Answers stand in it as they came; the snapshot itself has them in the order of the plan.
"""

import os

from hauberk.cli.errors import UsageError
from hauberk.sources.account.calls import Answer, Call
from hauberk.sources.account.snapshot import Snapshot, answer_line, header_line

SUFFIX = ".part"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)


class Journal:
    """The journal of the snapshot that a file is to be. Nothing is written before it begins."""

    def __init__(self, file: str) -> None:
        self.file = f"{file}{SUFFIX}"
        self._handle = -1

    def begin(self, snapshot: Snapshot) -> None:
        """Writes the header, and what is known already, in the place of an earlier journal once that is complete.
        Raises :class:`UsageError`."""
        aside = f"{self.file}~"
        try:
            self._handle = os.open(aside, _FLAGS, 0o600)
            self._write(header_line(snapshot))
            for made, answer in snapshot.answers.items():
                self._write(answer_line(made, answer))
            os.replace(aside, self.file)
        except OSError as error:
            raise UsageError(f"{self.file} can't be written: {error.strerror}") from None

    def note(self, made: Call, answer: Answer) -> None:
        """Writes one answer down."""
        self._write(answer_line(made, answer))

    def end(self) -> None:
        """The snapshot is written, and the journal isn't needed any more."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
            os.unlink(self.file)

    def _write(self, line: str) -> None:
        data = line.encode("utf-8", "surrogatepass")
        while data:
            data = data[os.write(self._handle, data) :]
