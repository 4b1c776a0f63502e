"""What moto has nothing of: the policies on X-Ray's traces, and how these are encrypted."""

from typing import Any, NamedTuple

from hauberk.lab.account.amending.exchange import Answer, Request, answer

_AT_FIRST = {"Status": "ACTIVE", "Type": "NONE"}
"""Until somebody names a key ("GetEncryptionConfig", AWS X-Ray API Reference, 2026-11)."""


class _Kept(NamedTuple):
    """What was said in an account and region: policies by name, and the encryption."""

    policies: dict[str, dict[str, Any]]
    encryption: dict[str, Any]


class Traces:
    """The layer. Asked first for each request; what isn't X-Ray's, or of no policy or key, is moto's."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def forget(self) -> None:
        """Everything, as moto does when it is reset."""
        self._kept.clear()

    def answer(self, request: Request) -> Answer | None:
        """What there is to say; ``None`` where it is moto's business alone."""
        if request.service != "xray":
            return None
        policies, encryption = self._kept.setdefault((request.account, request.region), _Kept({}, {**_AT_FIRST}))
        body = request.body if isinstance(request.body, dict) else {}
        match request.path:
            case "/ListResourcePolicies":
                return answer({"ResourcePolicies": list(policies.values())})
            case "/PutResourcePolicy":
                own = policies[body["PolicyName"]] = {
                    **{name: body[name] for name in ("PolicyName", "PolicyDocument")},
                    "PolicyRevisionId": str(len(policies)),
                }
                return answer({"ResourcePolicy": own})
            case "/DeleteResourcePolicy":
                policies.pop(body.get("PolicyName", ""), None)
                return answer({})
            case "/PutEncryptionConfig":
                encryption.clear()
                encryption.update(
                    {"Status": "ACTIVE", **{name: body[name] for name in ("Type", "KeyId") if name in body}}
                )
                return answer({"EncryptionConfig": encryption})
            case "/EncryptionConfig":
                return answer({"EncryptionConfig": encryption})
        return None
