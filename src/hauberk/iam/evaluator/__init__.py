"""The slow, obvious evaluator of one request: the oracle of the algebra, with which it shares no matching.

``truth`` has the three truth values, ``matching`` compares texts, ``conditions`` and ``principals`` decide those
elements, ``decision`` the request.
"""

from hauberk.iam.evaluator.decision import decide

__all__ = ["decide"]
