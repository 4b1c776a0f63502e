"""How functions' code connects to others."""

from hauberk.model.verdict import HIGH, MEDIUM, Verdict
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("tls-verification-off", practice=7, severity=HIGH, subject=stated("tls-verification-off"))
def tls_verification_off(connection: Stated, study: Study) -> Verdict:
    """Code connects without a look at the other end's certificate.

    TLS keeps out whoever is on the way only if the certificate is checked. Without that the connection is encrypted to
    whoever answers.

    Attack: who can answer in the other's place (by a wrong record in DNS, from within the same network) reads passwords
    and data, and answers what they like.

    Safe when: never; for a certificate of one's own, its authority can be trusted instead.

    Fix: leave the check on. For an internal authority give the client its certificate (``verify="ca.pem"``, ``ca`` in
    Node.js, NODE_EXTRA_CA_CERTS).

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/295.html
    """
    return connection.judged(study)


@control("clear-text-endpoint", practice=7, severity=MEDIUM, subject=stated("clear-text-endpoint"))
def clear_text_endpoint(request: Stated, study: Study) -> Verdict:
    """Code sends data or a secret without encryption.

    What goes over http, or to a mail or file server before anything is encrypted, can be read and changed by everyone
    on the way.

    Attack: who sees the traffic takes the token out of a request and uses it.

    Safe when: the other end is the same machine, such as an extension of Lambda.

    Fix: call it over https; for mail, begin with STARTTLS or connect by SMTP_SSL.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/319.html
    """
    return request.judged(study)


CONTROLS = (tls_verification_off, clear_text_endpoint)
