"""What a load balancer lets through to a function."""

from hauberk.model.edge import LoadBalancer
from hauberk.model.subject import as_flag, listed, named
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

DESYNC = "routing.http.desync_mitigation_mode"
DROPS = "routing.http.drop_invalid_header_fields.enabled"


@control("load-balancer-keeps-invalid-headers", practice=8, severity=LOW, subject=LoadBalancer)
def load_balancer_keeps_invalid_headers(balancer: LoadBalancer, study: Study) -> Verdict:
    """A load balancer passes malformed headers on.

    Headers whose names are no valid ones are read differently by each server: that is what request smuggling lives on.

    Attack: a crafted header makes the function see another request than the firewall saw.

    Safe when: an old client needs such headers.

    Fix: set the attribute routing.http.drop_invalid_header_fields.enabled to true, and leave
    routing.http.desync_mitigation_mode at defensive or set it to strictest.

    References:
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4
    """
    if isinstance(balancer.kind_of, Known) and balancer.kind_of != Known("application"):
        return not_applicable("it reads no headers")
    if isinstance(balancer.attributes, Unknown):
        return unknown(balancer.attributes)
    drops = False
    for attribute in listed(balancer.attributes):
        if isinstance(attribute, Unknown):
            return unknown(attribute)
        if named(attribute).value("Key") == Known(DROPS):
            value = as_flag(named(attribute).value("Value"))
            if isinstance(value, Unknown):
                return unknown(value)
            drops = value == Known(True)
        if named(attribute).value("Key") == Known(DESYNC):
            mode = named(attribute).value("Value")
            if isinstance(mode, Unknown):
                return unknown(mode)
            if mode == Known("monitor"):
                return violated(mode.says("requests that each server reads differently are only counted"))
    if drops:
        return satisfied()
    return violated(balancer.says("malformed headers reach what is behind it"))


CONTROLS = (load_balancer_keeps_invalid_headers,)
