"""``AWS::Include``: files merged into a template. Every other macro runs at AWS only."""

from hauberk.model.application import Unread
from hauberk.model.values import Reason, Unknown
from hauberk.reading.budget import Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Mapping, Node, Scalar
from hauberk.reading.source import Source
from hauberk.sources.cloudformation.entries import INCLUDE

REMOTE = ("s3://", "http://", "https://")


class Includes:
    """The files that the template ``path`` includes, each read once. What can't be read is added to ``unread``."""

    def __init__(self, root: Root, path: str, template: Source, budget: Budget) -> None:
        self.unread: list[Unread] = []
        self.files: list[str] = []
        self._root = root
        self._path = path
        self._template = template
        self._budget = budget
        self._trees: dict[str, Node | ReadingError] = {}

    @property
    def roots(self) -> list[Node]:
        """The trees of the files that were included so far."""
        return [tree for tree in self._trees.values() if not isinstance(tree, ReadingError)]

    def tree(self, macro: Node) -> Node | Unknown:
        """What a macro stands for.

        ``macro`` for one that isn't ``AWS::Include``; ``include`` for a file that isn't one of the root or can't be
        read; ``nested-include`` inside an included file, since AWS expands no macros there.
        """
        trail = (macro.span,)
        name = macro.get("Name") if isinstance(macro, Mapping) else None
        if not isinstance(macro, Mapping) or not isinstance(name, Scalar) or name.text != INCLUDE:
            shown = name.text if isinstance(name, Scalar) else "a macro"
            return Unknown(Reason("macro", f"{shown} runs at deployment"), trail)
        if macro.source is not self._template:
            return Unknown(Reason("nested-include", "an included file includes another"), trail)
        parameters = macro.get("Parameters")
        location = parameters.get("Location") if isinstance(parameters, Mapping) else None
        if not isinstance(location, Scalar) or location.tag or location.text.startswith(REMOTE):
            return Unknown(Reason("include", "the included file isn't a file here"), trail)
        tree = self._read(location)
        if isinstance(tree, ReadingError):
            told = repr(location.text) in tree.text
            why = f"an included file wasn't read: {tree.text}" if told else f"{location.text} wasn't read: {tree.text}"
            return Unknown(Reason("include", why), trail)
        return tree

    def _read(self, location: Scalar) -> Node | ReadingError:
        if location.text not in self._trees:
            try:
                child = self._root.join(self._path, location.text)
                document = read_document(self._root.read(child, self._budget), self._budget)
            except ReadingError as error:
                self._trees[location.text] = error
                self._note(error, location)
            else:
                self._trees[location.text] = document.root
                self.files.append(self._root.show(child))
                for problem in document.problems:
                    self.unread.append(Unread(self._root.show(child), problem.code, problem.text, problem.span))
        return self._trees[location.text]

    def _note(self, error: ReadingError, location: Scalar) -> None:
        text = f"{location.text} wasn't included: {error.text}"
        self.unread.append(Unread(self._root.show(self._path), error.code, text, location.span))
