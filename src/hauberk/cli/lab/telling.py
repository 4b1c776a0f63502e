"""What the commands of the lab print of an account that is up."""

import os
from json import dumps

from hauberk.lab.account.account import leading_elsewhere
from hauberk.lab.account.state import Running


def told(found: Running, format_: str) -> str:
    """Where an account is, and what leads other clients there."""
    account, unset = found.account, leading_elsewhere(os.environ)
    if format_ == "json":
        said = {"up": True, "endpoint": account.endpoint, "account": account.id, "region": account.region}
        told = {**said, "pid": found.pid, "environment": account.environment(), "unset": unset}
        return f"{dumps(told, indent=2)}\n"
    exports = "".join(f"export {name}={value}\n" for name, value in account.environment().items())
    unsets = f"unset {' '.join(unset)}\n"
    head = f"# account {account.id} in {account.region}, by process {found.pid}; `hauberk lab down` ends it\n"
    return head + exports + unsets
