"""A region of a live account: for questions about what has to be in each. Templates have none."""

from hauberk.model.subject import Subject


class Region(Subject):
    """A region that was read."""

    TYPES = ("Account::Region",)
    KIND = "region"
    __slots__ = ()
