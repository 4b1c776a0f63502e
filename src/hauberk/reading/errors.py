"""How a file refuses to be read."""

from hauberk.model.span import Span


class ReadingError(Exception):
    """A file that can't be read: a stable ``code`` to count by, a ``text`` for the reader, a ``span`` if known."""

    def __init__(self, code: str, text: str, span: Span | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.span = span
