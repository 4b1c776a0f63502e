"""What is known of an application beyond its single resources: relations among them, found once and kept.

A control gets the study of its application. Answers that depend on branches take the subject that asks, since it knows
the world that is asked about.
"""

from functools import cached_property

from hauberk.model.application import Application
from hauberk.study.graph import Graph


class Study:
    """Relations of one application, each computed when it is first asked for."""

    def __init__(self, application: Application) -> None:
        self.application = application

    @cached_property
    def graph(self) -> Graph:
        """Who refers to whom."""
        return Graph(self.application)
