"""The words of the controls, looked up once for a report."""

from collections.abc import Iterable
from functools import cached_property

from hauberk.practices.control import Control
from hauberk.practices.manual import Page, page


class Titles:
    """Controls by name, with their pages."""

    def __init__(self, controls: Iterable[Control]) -> None:
        self._given = tuple(controls)
        self._pages: dict[str, Page] = {}

    @cached_property
    def controls(self) -> dict[str, Control]:
        """Every control by its name."""
        return {control.name: control for control in self._given}

    def page(self, name: str) -> Page:
        """A control's page. Raises :class:`KeyError` for a name that no control has."""
        if name not in self._pages:
            self._pages[name] = page(self.controls[name])
        return self._pages[name]

    def title(self, name: str) -> str:
        """A control's title, or its name where no control has it."""
        return self.page(name).title if name in self.controls else name
