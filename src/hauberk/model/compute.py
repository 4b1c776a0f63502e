"""Functions and what belongs to them, as subjects.

Properties and AWS's defaults from the CloudFormation Template Reference, "AWS Lambda resource type reference"
(2026-11).
"""

from collections.abc import Iterator
from typing import ClassVar

from hauberk.model.application import Application
from hauberk.model.subject import Flag, Number, Part, Seed, Subject, Text, Whole, below
from hauberk.model.values import Absent, Fields, Items, Known, alternatives

HANDLER = "handler"
"""The type of what stands for a function that no template tells of: a handler that was found in code."""


class Function(Subject):
    """A Lambda function."""

    TYPES: ClassVar[tuple[str, ...]] = ("AWS::Lambda::Function",)
    __slots__ = ()

    code = Whole("Code")
    code_signing = Text("CodeSigningConfigArn")
    dead_letter_target = Text("DeadLetterConfig.TargetArn")
    environment = Whole("Environment.Variables")
    function_name = Text("FunctionName")
    image = Text("Code.ImageUri")
    kms_key = Text("KmsKeyArn")
    log_format = Text("LoggingConfig.LogFormat", "Text")
    log_group = Text("LoggingConfig.LogGroup")
    package_type = Text("PackageType", "Zip")
    reserved_concurrency = Number("ReservedConcurrentExecutions")
    recursive_loop = Text("RecursiveLoop", "Terminate")
    role = Text("Role")
    runtime = Text("Runtime")
    runtime_updates = Text("RuntimeManagementConfig.UpdateRuntimeOn", "Auto")
    security_groups = Whole("VpcConfig.SecurityGroupIds")
    subnets = Whole("VpcConfig.SubnetIds")
    timeout = Number("Timeout", 3)
    tracing = Text("TracingConfig.Mode", "PassThrough")

    @property
    def is_bare(self) -> bool:
        """Whether no template tells of it: who calls it, what its role may do and what is in its environment isn't
        known."""
        return self.resource.type == HANDLER

    @property
    def is_image(self) -> bool:
        """Whether the function is deployed as a container image."""
        return self.package_type == Known("Image")

    @property
    def is_in_no_vpc(self) -> bool:
        """Whether it is attached to no subnet: none is written, or lists without one, which detach a function
        ("Configuring an AWS Lambda function to access resources in an Amazon VPC", Lambda developer guide, 2026-11)."""
        match self.subnets:
            case Absent() | Known(None | ""):
                return True
            case Known(Items() as subnets):
                return all(subnet == Known("") for subnet in subnets)
        return False


class Coded(Function):
    """A function as its code tells of it: one of a template, or a handler that was found in code without one."""

    TYPES = (*Function.TYPES, HANDLER)
    __slots__ = ()


class EnvironmentVariable(Part):
    """One environment variable of a function."""

    KIND = "environment variable"
    __slots__ = ()

    @property
    def variable(self) -> str:
        """The variable's name."""
        return self._id.rpartition("/")[2]

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every variable of every function."""
        for function in application.of("AWS::Lambda::Function"):
            for place in below(function, "Environment.Variables"):
                variables = place.value
                if isinstance(variables, Known) and isinstance(variables.value, Fields):
                    for name in variables.value.names():
                        for guard, value in alternatives(variables.value.value(name), place.guard):
                            if not isinstance(value, Absent):
                                yield cls.seed(function, f"Environment/{name}", guard, value)


class FunctionUrl(Subject):
    """A function's own HTTPS endpoint."""

    TYPES = ("AWS::Lambda::Url",)
    __slots__ = ()

    auth = Text("AuthType")


class Permission(Subject):
    """A statement of a function's resource-based policy."""

    TYPES = ("AWS::Lambda::Permission",)
    __slots__ = ()

    principal = Text("Principal")
    source_arn = Text("SourceArn")
    source_account = Text("SourceAccount")
    organization = Text("PrincipalOrgID")
    url_auth = Text("FunctionUrlAuthType")
    event_source_token = Text("EventSourceToken")
    through_url = Flag("InvokedViaFunctionUrl", False)


class EventSourceMapping(Subject):
    """A poller that reads a queue, a stream, a broker or a database and invokes a function."""

    TYPES = ("AWS::Lambda::EventSourceMapping",)
    __slots__ = ()

    function = Text("FunctionName")
    maximum_age = Number("MaximumRecordAgeInSeconds", -1)
    maximum_concurrency = Number("ScalingConfig.MaximumConcurrency")
    maximum_retries = Number("MaximumRetryAttempts", -1)
    on_failure = Text("DestinationConfig.OnFailure.Destination")
    source = Text("EventSourceArn")


class AsynchronousInvocation(Subject):
    """What happens to asynchronous invocations of a function: retries, age, destinations."""

    TYPES = ("AWS::Lambda::EventInvokeConfig",)
    __slots__ = ()

    qualifier = Text("Qualifier")
    on_failure = Text("DestinationConfig.OnFailure.Destination")


class Alias(Subject):
    """A name for a version of a function."""

    TYPES = ("AWS::Lambda::Alias",)
    __slots__ = ()

    version = Text("FunctionVersion")


class Layer(Subject):
    """A version of a layer that the application publishes."""

    TYPES = ("AWS::Lambda::LayerVersion",)
    __slots__ = ()

    runtimes = Whole("CompatibleRuntimes")


class LayerPermission(Subject):
    """Who else may use a layer."""

    TYPES = ("AWS::Lambda::LayerVersionPermission",)
    __slots__ = ()

    organization = Text("OrganizationId")
    principal = Text("Principal")


class CodeSigning(Subject):
    """Which signatures a function's code needs."""

    TYPES = ("AWS::Lambda::CodeSigningConfig",)
    __slots__ = ()

    on_untrusted = Text("CodeSigningPolicies.UntrustedArtifactOnDeployment", "Warn")
