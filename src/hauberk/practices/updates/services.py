"""Resources of services that AWS doesn't keep up any more."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from hauberk.facts.services import ended_service
from hauberk.model.application import Application
from hauberk.model.subject import Seed, Subject, presence
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

SUCCESSORS = ("AWS::WAFv2::WebACL",)


class OfEndedService(Subject):
    """A resource of a service that AWS has ended, or of its successor."""

    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every resource of such services."""
        for resource in application.resources.values():
            if resource.type in SUCCESSORS or ended_service(resource.type) is not None:
                for guard in presence(resource):
                    yield Seed(resource.id, guard, resource, partial(cls, resource))


@control("resource-of-ended-service", practice=19, severity=MEDIUM, subject=OfEndedService)
def resource_of_ended_service(resource: OfEndedService, study: Study) -> Verdict:
    """A resource belongs to a service that has ended.

    After its end a service gets no updates, and its resources go, with what they protected.

    Attack: the web ACL that everyone relies on is a Classic one, and isn't there any more.

    Safe when: never; a deployment of it fails, or will.

    Fix: move to its successor: AWS WAF (WAFv2) for WAF Classic, security groups of the VPC for those of EC2-Classic.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/waf-migrating-from-classic.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsecuritygroup.html
    """
    ended = ended_service(resource.resource.type)
    if ended is None or date.fromisoformat(ended.day) > study.today:
        return satisfied()
    return violated(resource.says(f"{ended.service} ended on {ended.day}"))


CONTROLS = (resource_of_ended_service,)
