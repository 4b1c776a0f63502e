"""What comes over a stream, kept as a file while it is asked about."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from hauberk.reading.budget import DEFAULT_BUDGET, Budget


@contextmanager
def kept(stream: IO[bytes], name: str, budget: Budget = DEFAULT_BUDGET) -> Iterator[str]:
    """A file of a name, in a folder of its own, with what a stream holds."""
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="hauberk-")
    try:
        file = os.path.join(folder, name)
        with open(file, "wb") as written:
            written.write(stream.read(budget.bytes + 1))  # one more is refused when it is read
        yield file
    finally:
        shutil.rmtree(folder)
