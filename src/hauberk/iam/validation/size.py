"""How many characters a policy has when it is written without white space between its parts."""

import json

from hauberk.iam.language.policy import Policy
from hauberk.iam.language.printing import UnprintableError, to_json


def characters(policy: Policy) -> int:
    """The characters of a policy as short as it can be written; 0 where unknown parts keep it from being written."""
    try:
        document = to_json(policy)
    except UnprintableError:
        return 0
    return len(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
