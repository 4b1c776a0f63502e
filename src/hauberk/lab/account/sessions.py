"""Sessions of boto3 that are told everything here and look nowhere else."""

import re
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.configprovider import ConfigValueStore, ConstantProvider
from botocore.session import Session

from hauberk.lab.account.loopback import HOST, loopback

if TYPE_CHECKING:
    from hauberk.lab.account.account import Account

_SECONDS = 60
_LIMITS = Config(
    connect_timeout=5,
    read_timeout=_SECONDS,
    retries={"total_max_attempts": 1, "mode": "standard"},
    proxies={},
    s3={"addressing_style": "path"},
    parameter_validation=True,
)
"""No proxy, no bucket as a part of a host's name, and no second try: the lab fails at once or not at all."""

_PREFIX = re.compile(rf"^(http://)\d{{12}}\.(?={re.escape(HOST)})")


def session(account: "Account", region: str) -> "boto3.Session":
    """A session for an account. Its clients refuse another endpoint, even one that they are given."""
    from hauberk.lab.account.account import ACCESS_KEY, SECRET_KEY

    core = Session()
    _settle(core, {"region": region, "endpoint_url": account.endpoint})
    core.set_credentials(ACCESS_KEY, SECRET_KEY)
    core.set_default_client_config(_LIMITS)
    core.get_component("event_emitter").register_first("request-created", _without_prefix)
    core.register("before-send", _refuse_elsewhere)
    core.register("before-call", _tell_account(account.id))
    return _LabSession(account.endpoint, botocore_session=core, region_name=region)


class _LabSession(boto3.Session):
    """A session whose clients have the lab's endpoint."""

    def __init__(self, endpoint: str, **options: Any) -> None:
        super().__init__(**options)
        self._lab = endpoint

    def client(self, service_name: str, *args: Any, **options: Any) -> Any:
        """As boto3's, with the lab's endpoint unless another of this machine is given."""
        options["endpoint_url"] = options.get("endpoint_url") or self._lab
        loopback(options["endpoint_url"])
        return super().client(service_name, *args, **options)


def _settle(core: Session, told: dict[str, str]) -> None:
    """Every setting is as told, or its default: none comes from a variable or a file."""
    store: ConfigValueStore = core.get_component("config_store")
    for name, (_, _, default, _) in core.session_var_map.items():
        store.set_config_provider(name, ConstantProvider(told.get(name, default)))
    store.set_config_provider("ignore_configured_endpoint_urls", ConstantProvider(True))
    core._profile_map = {}
    core._config = {"profiles": {}, "_path": None}


def _without_prefix(request: Any, **_: Any) -> None:
    """Takes the account away that S3's control plane puts before a host: no address has such a name."""
    request.url = _PREFIX.sub(r"\1", request.url)


def _refuse_elsewhere(request: Any, **_: Any) -> None:
    """The last word before a request leaves: to this machine or not at all."""
    scheme, _, rest = request.url.partition("://")
    loopback(f"{scheme}://{rest.partition('/')[0].partition('?')[0]}")


def _tell_account(account: str) -> Any:
    """Several accounts live behind one port; moto is told which one is meant."""

    def tell(params: dict[str, Any], **_: Any) -> None:
        params["headers"]["x-moto-account-id"] = account

    return tell
