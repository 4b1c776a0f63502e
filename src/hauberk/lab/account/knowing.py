"""How whoever has started a detached account knows it again: by a secret that only the two have.

A port and a process id may long be another's. So the process is asked something that only it can answer: the
authentication code of a word that was never used before, under a token that it got when it was started.
"""

import hmac
from http.client import HTTPConnection, HTTPException
from secrets import token_hex

from hauberk.lab.account.loopback import loopback

PATH = "/hauberk-lab"
TOKEN = "HAUBERK_LAB_TOKEN"  # noqa: S105 - the name of the variable
_SECONDS = 5
_LONGEST = 1000


def answer(token: str, word: str, pid: int) -> str:
    """What the process with a token says to a word: its id, and the proof."""
    return f"{pid} {hmac.digest(token.encode(), f'{word} {pid}'.encode(), 'sha256').hex()}"


def is_known(endpoint: str, token: str, pid: int) -> bool:
    """Whether the process at an endpoint is the one that got a token, and has an id."""
    place, word = loopback(endpoint), token_hex(16)
    connection = HTTPConnection(place.host, place.port, timeout=_SECONDS)
    try:
        connection.request("GET", f"{PATH}?{word}")
        said = connection.getresponse().read(_LONGEST)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return hmac.compare_digest(said, answer(token, word, pid).encode())
