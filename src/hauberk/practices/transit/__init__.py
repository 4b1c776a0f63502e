"""Practice 7: data in transit."""

from hauberk.practices.transit import certificates, databases, policies, protocols, verification

CONTROLS = (
    *protocols.CONTROLS,
    *policies.CONTROLS,
    *verification.CONTROLS,
    *databases.CONTROLS,
    *certificates.CONTROLS,
)
