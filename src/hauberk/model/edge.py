"""What stands between the internet and an application: distributions and load balancers."""

from hauberk.model.subject import Subject, Text, Whole


class Distribution(Subject):
    """A CloudFront distribution."""

    TYPES = ("AWS::CloudFront::Distribution",)
    __slots__ = ()

    origins = Whole("DistributionConfig.Origins")
    web_acl = Whole("DistributionConfig.WebACLId")


class LoadBalancer(Subject):
    """A load balancer of the second generation: for applications, networks or gateways."""

    TYPES = ("AWS::ElasticLoadBalancingV2::LoadBalancer",)
    __slots__ = ()

    attributes = Whole("LoadBalancerAttributes")
    kind_of = Text("Type", "application")
    scheme = Text("Scheme", "internet-facing")
