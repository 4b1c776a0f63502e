"""Own domain names: what REST and HTTP APIs say alike."""

from hauberk.model.values import Fields, Value, fields_of
from hauberk.sources.sam.build import certain, nothing

_EMPTY = (None, "", 0, "0", False)


def mutual_tls(domain: Fields) -> dict[str, Value] | None:
    """Where the certificates that clients may have are; ``None`` if clients need none."""
    trust = fields_of(domain.value("MutualTlsAuthentication"))
    given = {key: trust.value(key) for key in ("TruststoreUri", "TruststoreVersion") if not nothing(trust.value(key))}
    kept = {key: value for key, value in given.items() if certain(value) is None or certain(value) not in _EMPTY}
    return kept if trust.names() else None
