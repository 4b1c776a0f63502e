"""How many characters a policy has when it is written without white space between its parts."""

import json

from hauberk.iam.language.policy import Policy
from hauberk.iam.language.printing import UnprintableError, to_text


def characters(policy: Policy) -> int:
    """The characters of a policy as short as it can be written; 0 where unknown parts keep it from being written."""
    try:
        text = to_text(policy, indent=None)
    except UnprintableError:
        return 0
    return len(json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False))
