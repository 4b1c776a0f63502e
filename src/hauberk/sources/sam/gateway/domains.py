"""Own domain names: what REST and HTTP APIs say alike."""

from hauberk.model.values import Absent, Fields, Value, fields_of
from hauberk.sources.sam.build import each, is_empty, taken, tree


def mutual_tls(domain: Fields) -> Value:
    """Where the certificates that clients may have are, if clients need one."""

    def one(choice: Value) -> Value:
        if is_empty(choice):
            return Absent(choice.trail)
        parts = taken(fields_of(choice), "TruststoreUri", "TruststoreVersion")
        return tree({key: part for key, part in parts.items() if not is_empty(part)}, choice.trail)

    return each(domain.value("MutualTlsAuthentication"), one)
