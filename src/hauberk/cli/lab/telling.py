"""What the commands of the lab print of an account that is up."""

from json import dumps

from hauberk.lab.account.state import Running


def told(found: Running, format_: str) -> str:
    """Where an account is, and what leads other clients there."""
    account = found.account
    if format_ == "json":
        said = {"up": True, "endpoint": account.endpoint, "account": account.id, "region": account.region}
        return f"{dumps({**said, 'pid': found.pid, 'environment': account.environment()}, indent=2)}\n"
    exports = "".join(f"export {name}={value}\n" for name, value in account.environment().items())
    return f"# account {account.id} in {account.region}, by process {found.pid}; `hauberk lab down` ends it\n{exports}"
