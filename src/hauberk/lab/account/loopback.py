"""Which endpoints the lab talks to: this machine's loopback interface, by its address."""

from ipaddress import ip_address
from typing import NamedTuple

from hauberk.model.regex import regex

HOST = "127.0.0.1"
"""Where the embedded account listens: nobody but this machine reaches it."""
_ENDPOINT = regex(r"http://(?:\[([0-9A-Fa-f:]+)\]|([0-9.]+)):([0-9]{1,5})/?")


class NotLoopbackError(ValueError):
    """An endpoint that isn't this machine's own; the text says which."""


class Place(NamedTuple):
    """A host and a port of this machine."""

    host: str
    port: int


def loopback(endpoint: str) -> Place:
    """Host and port of an endpoint. Raises :class:`NotLoopbackError` unless it is ``http://ADDRESS:PORT`` of the
    loopback interface.

    Names are refused, ``localhost`` too: who answers them is up to the machine's configuration. So is anything in front
    of the address (``http://127.0.0.1:80@elsewhere``) or behind the port.
    """
    found = _ENDPOINT.fullmatch(endpoint)
    if found is not None:
        host, port = found[1] or found[2], int(found[3])
        try:
            if ip_address(host).is_loopback and 0 < port < 65536:
                return Place(host, port)
        except ValueError:
            pass
    raise NotLoopbackError(f"the lab only talks to http://{HOST}:PORT, not to {endpoint!r}")
