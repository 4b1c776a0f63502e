"""What access one policy adds to another, and what it takes away, told statement by statement."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.containment import Excess, every_excess
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.request import Request
