"""Lambda: functions with their versions, aliases, URLs, policies and settings, mappings and layers.

Operations and members from the Lambda API Reference, properties from the CloudFormation Template Reference, "AWS Lambda
resource type reference" (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hauberk.sources.account.calls import NOT_ASKED, Answer, Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import TARGETS, account_of, unknown_part
from hauberk.sources.account.services.shaping import document, given, inner, listed, only, tags, text

INVOKE = "AWS::Lambda::EventInvokeConfig"
FUNCTION, PERMISSION = "AWS::Lambda::Function", "AWS::Lambda::Permission"
_LIST = "lambda:ListFunctions"
_ALL_VERSIONS = {"FunctionVersion": "ALL"}
_EVERY_VERSION = f"{_LIST} (all versions)"
ARCHIVE = f"{FUNCTION}.Code.ZipFile"
"""The fact that code itself is: only whoever asks for it by an option gets it."""
_GONE = frozenset(("ResourceNotFoundException",))
"""A function without a policy, and one that was deleted meanwhile, are told alike; neither lets anyone in."""
NOT_DOWNLOADED = Unread("code-not-downloaded", "its code wasn't downloaded; --code does that")


def _functions(answers: Answers) -> list[Mapping[str, Any]]:
    return listed(answers.data("lambda", "ListFunctions"), "Functions")


def _each_name(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return _named(_functions(answers))


def _named(functions: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return ({"FunctionName": name} for one in functions if (name := text(one, "FunctionName")))


def _each_image(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return _named(one for one in _functions(answers) if _is_image(one))


def _each_archive(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each function whose runtime AWS updates: that of an image is in the image."""
    return _named(one for one in _functions(answers) if not _is_image(one))


def _is_image(one: Mapping[str, Any]) -> bool:
    return one.get("PackageType") == "Image"


def _each_qualified(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each function, alias and published version: a policy of its own may hang on any of them."""
    versions = _versions(answers)
    for arguments in _each_name(answers):
        yield arguments
        for alias in listed(answers.data("lambda", "ListAliases", **arguments), "Aliases"):
            if name := text(alias, "Name"):
                yield {**arguments, "Qualifier": name}
        for version in versions.get(arguments["FunctionName"], ()):
            yield {**arguments, "Qualifier": text(version, "Version")}


def _of_each(operation: str, *facts: str, absent: frozenset[str] = frozenset()) -> Read:
    return Read("lambda", operation, facts, each=_each_name, after=(_LIST,), absent=absent)


def _each_signing(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each configuration of code signing: it knows its functions, of which there are more."""
    for one in listed(answers.data("lambda", "ListCodeSigningConfigs"), "CodeSigningConfigs"):
        if arn := text(one, "CodeSigningConfigArn"):
            yield {"CodeSigningConfigArn": arn}


def _concealed(where: str) -> tuple[str, ...]:
    """What isn't kept of a configuration as it is: the variables, and what errors say of values."""
    errors = ("Environment", "ImageConfigResponse", "RuntimeVersionConfig")
    return (f"{where}.Environment.Variables.*", *(f"{where}.{name}.Error.Message" for name in errors))


_WHOLE = _of_each(
    "GetFunction", f"{FUNCTION}.ReservedConcurrentExecutions", f"{FUNCTION}.Tags", ARCHIVE, absent=_GONE
)._replace(conceals=(*_concealed("Configuration"), "Code.Error.Message", "Code.Location"))
READS = (
    Read("lambda", "ListFunctions", (FUNCTION,), conceals=_concealed("Functions[]")),
    Read(
        "lambda",
        "ListFunctions",
        ("AWS::Lambda::Version",),
        _ALL_VERSIONS,
        conceals=_concealed("Functions[]"),
        variant="all versions",
    ),
    _WHOLE,
    _WHOLE._replace(facts=(f"{FUNCTION}.Code",), each=_each_image, variant="that is an image"),
    Read("lambda", "ListEventSourceMappings", ("AWS::Lambda::EventSourceMapping",)),
    Read("lambda", "GetAccountSettings", (f"{FUNCTION}.ReservedConcurrentExecutions",)),
    _of_each("ListAliases", "AWS::Lambda::Alias", absent=_GONE),
    _of_each("ListFunctionUrlConfigs", "AWS::Lambda::Url", absent=_GONE),
    _of_each("ListFunctionEventInvokeConfigs", INVOKE, absent=_GONE)._replace(leads={INVOKE: TARGETS}),
    Read(
        "lambda",
        "ListFunctionsByCodeSigningConfig",
        (f"{FUNCTION}.CodeSigningConfigArn",),
        each=_each_signing,
        after=("lambda:ListCodeSigningConfigs",),
        absent=_GONE,
    ),
    _of_each("GetRuntimeManagementConfig", f"{FUNCTION}.RuntimeManagementConfig", absent=_GONE)._replace(
        each=_each_archive
    ),
    _of_each("GetFunctionRecursionConfig", f"{FUNCTION}.RecursiveLoop", absent=_GONE),
    Read(
        "lambda",
        "GetPolicy",
        (PERMISSION,),
        each=_each_qualified,
        after=(_LIST, "lambda:ListAliases", _EVERY_VERSION),
        absent=_GONE,
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Functions, each followed by what belongs to it, and the mappings."""
    signing, versions = _signing(answers), _versions(answers)
    for one in _functions(answers):
        name, arn = text(one, "FunctionName"), text(one, "FunctionArn")
        if name and arn:
            signed = signing.get(arn) if isinstance(signing, Mapping) else signing
            yield _function(one, name, arn, signed, answers)
            published = versions.get(name, ())
            yield from (_version(each, name, arn) for each in published)
            yield from _belongings(name, arn, published, answers)
    for one in listed(answers.data("lambda", "ListEventSourceMappings"), "EventSourceMappings"):
        if uuid := text(one, "UUID"):
            yield _mapping(one, uuid, place)


def _versions(answers: Answers) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The published versions by the name of their function."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in listed(answers.data("lambda", "ListFunctions", **_ALL_VERSIONS), "Functions"):
        if text(one, "Version") not in ("", "$LATEST"):
            found.setdefault(text(one, "FunctionName"), []).append(one)
    return found


def _signing(answers: Answers) -> Mapping[str, str] | Unread:
    """The configuration of code signing by the ARN of its function. Where one doesn't tell its functions, it may be
    that of any."""
    whole = answers.of("lambda", "ListCodeSigningConfigs")
    if isinstance(whole, Unread):
        return whole
    found: dict[str, str] = {}
    for arguments in _each_signing(answers):
        answer = answers.of("lambda", "ListFunctionsByCodeSigningConfig", **arguments)
        if isinstance(answer, Unread):
            return answer
        if isinstance(answer, Data):
            functions = answer.content.get("FunctionArns")
            for arn in functions if isinstance(functions, list) else ():
                found[_unqualified(str(arn))] = arguments["CodeSigningConfigArn"]
    return found


def _unqualified(arn: str) -> str:
    return ":".join(arn.split(":")[:7])


def _function(one: Mapping[str, Any], name: str, arn: str, signing: str | Unread | None, answers: Answers) -> Made:
    whole = answers.of("lambda", "GetFunction", FunctionName=name)
    more = whole.content if isinstance(whole, Data) else {}
    properties = only(
        one,
        "FunctionName",
        "Description",
        "Runtime",
        "Handler",
        "Role",
        "Timeout",
        "MemorySize",
        "PackageType",
        "Architectures",
        "EphemeralStorage",
        "DeadLetterConfig",
        "Environment",
        "FileSystemConfigs",
        "TracingConfig",
    )
    properties |= given(
        {
            "KmsKeyArn": one.get("KMSKeyArn"),
            "Layers": [layer["Arn"] for layer in listed(one, "Layers") if "Arn" in layer],
            "VpcConfig": only(one.get("VpcConfig"), "SubnetIds", "SecurityGroupIds", "Ipv6AllowedForDualStack"),
            "SnapStart": only(one.get("SnapStart"), "ApplyOn"),
            "ImageConfig": _image(one),
            "LoggingConfig": _logging(one, name),
            "Code": _code(one, whole, more),
            "ReservedConcurrentExecutions": _part(whole, more.get("Concurrency"), "ReservedConcurrentExecutions"),
            "CodeSigningConfigArn": signing,
            "RecursiveLoop": _answered(
                answers, "GetFunctionRecursionConfig", name, lambda told: told.get("RecursiveLoop")
            ),
            "RuntimeManagementConfig": None
            if _is_image(one)
            else _answered(
                answers,
                "GetRuntimeManagementConfig",
                name,
                lambda told: only(told, "UpdateRuntimeOn", "RuntimeVersionArn"),
            ),
        }
    )
    return Made(
        FUNCTION,
        arn,
        name,
        properties,
        returns={"": name, "Arn": arn},
        tags=tags(more.get("Tags")),
        account=only(one, "LastModified", "CodeSha256", "CodeSize", "State"),
    )


def _answered(answers: Answers, operation: str, name: str, take: Any) -> Any:
    """What an answer about a function says, nothing where AWS has nothing, or why it isn't known."""
    match answers.of("lambda", operation, FunctionName=name):
        case Data(content):
            return take(content)
        case Unread() as unread:
            return unread
    return None


def _part(answer: Answer, content: Any, name: str) -> Any:
    if isinstance(answer, Unread):
        return answer
    return content.get(name) if isinstance(content, Mapping) else None


def _code(one: Mapping[str, Any], answer: Answer, more: Mapping[str, Any]) -> Any:
    """The address of an image, or the archive that was brought for this run."""
    brought = more.get("Brought")
    if isinstance(brought, Mapping):
        path = text(brought, "Path")
        return path or Unread("code-not-downloaded", text(brought, "Reason"))
    if _is_image(one):
        image = only(more.get("Code"), "ImageUri")
        return image or (answer if isinstance(answer, Unread) else None)
    return NOT_DOWNLOADED


def _image(one: Mapping[str, Any]) -> dict[str, Any]:
    told = one.get("ImageConfigResponse")
    return only(
        told.get("ImageConfig") if isinstance(told, Mapping) else None, "EntryPoint", "Command", "WorkingDirectory"
    )


def _logging(one: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What was set. AWS tells the group that a function has without being told, too."""
    told = only(one.get("LoggingConfig"), "LogFormat", "ApplicationLogLevel", "SystemLogLevel", "LogGroup")
    if told.get("LogGroup") == f"/aws/lambda/{name}":
        del told["LogGroup"]
    return told


def _belongings(name: str, arn: str, published: Sequence[Mapping[str, Any]], answers: Answers) -> Iterator[Made]:
    yield from _parts(answers, name, arn, "ListAliases", "Aliases", "AWS::Lambda::Alias", _alias)
    yield from _parts(answers, name, arn, "ListFunctionUrlConfigs", "FunctionUrlConfigs", "AWS::Lambda::Url", _url)
    invoke = "ListFunctionEventInvokeConfigs"
    yield from _parts(answers, name, arn, invoke, "FunctionEventInvokeConfigs", INVOKE, _invoke)
    yield from _policies(name, arn, published, answers)


def _policies(name: str, arn: str, published: Sequence[Mapping[str, Any]], answers: Answers) -> Iterator[Made]:
    """Whom the policies of a function let in, of its aliases and of its versions: each has one of its own."""
    own = answers.of("lambda", "GetPolicy", FunctionName=name)
    if own == NOT_ASKED:
        return
    aliases = answers.of("lambda", "ListAliases", FunctionName=name)
    if isinstance(aliases, Unread):
        yield unknown_part(PERMISSION, f"{arn}:*", f"the aliases of {name}", aliases, "FunctionName")._replace(
            links={"FunctionName": arn}
        )
    yield from _permissions(own, name, arn)
    named = [(text(one, "Name"), text(one, "AliasArn")) for one in listed(_content(aliases), "Aliases")]
    named += [(text(one, "Version"), text(one, "FunctionArn")) for one in published]
    for qualifier, target in named:
        if qualifier and target:
            policy = answers.of("lambda", "GetPolicy", FunctionName=name, Qualifier=qualifier)
            yield from _permissions(policy, f"{name}:{qualifier}", target)


def _content(answer: Answer) -> Mapping[str, Any]:
    return answer.content if isinstance(answer, Data) else {}


def _parts(answers: Answers, name: str, arn: str, operation: str, member: str, type_: str, make: Any) -> Iterator[Made]:
    """What a list says that belongs to a function, or something of its type of which nothing is known but whose."""
    match answers.of("lambda", operation, FunctionName=name):
        case Data(content):
            for one in listed(content, member):
                made = make(one, name, arn)
                if made is not None:
                    yield made
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(type_, arn, name, unread, _OWNER.get(type_, "FunctionName"))


_OWNER = {"AWS::Lambda::Url": "TargetFunctionArn"}


def _version(one: Mapping[str, Any], name: str, arn: str) -> Made:
    version = text(one, "Version")
    own = text(one, "FunctionArn")
    properties = given({"FunctionName": arn, "Description": one.get("Description")})
    return Made("AWS::Lambda::Version", own, f"{name}:{version}", properties, returns={"": own, "FunctionArn": own})


def _alias(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    own = text(one, "AliasArn")
    version = text(one, "FunctionVersion")
    properties = {"FunctionName": arn, **only(one, "Name", "Description", "FunctionVersion")}
    weights = inner(one, "RoutingConfig", "AdditionalVersionWeights")
    if weights:
        shares = [{"FunctionVersion": each, "FunctionWeight": weight} for each, weight in weights.items()]
        properties["RoutingConfig"] = {"AdditionalVersionWeights": shares}
    links = {"FunctionVersion": f"{arn}:{version}#Version"} if version.isdecimal() else {}
    named = f"{name}:{text(one, 'Name')}"
    return (
        Made("AWS::Lambda::Alias", own, named, properties, returns={"": own, "AliasArn": own}, links=links)
        if own
        else None
    )


def _url(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    target = text(one, "FunctionArn")
    properties = {"TargetFunctionArn": arn, **only(one, "AuthType", "Cors", "InvokeMode")}
    if target.startswith(f"{arn}:"):
        properties["Qualifier"] = target.removeprefix(f"{arn}:")
    address = text(one, "FunctionUrl")
    return Made(
        "AWS::Lambda::Url",
        f"{target or arn}#Url",
        f"URL of {name}",
        properties,
        returns={"FunctionUrl": address},
        account={"FunctionUrl": address, **only(one, "CreationTime", "LastModifiedTime")},
    )


def _invoke(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    target = text(one, "FunctionArn")
    qualifier = target.removeprefix(f"{arn}:") if target.startswith(f"{arn}:") else "$LATEST"
    more = only(one, "MaximumRetryAttempts", "MaximumEventAgeInSeconds")
    ends = {end: only(way, "Destination") for end, way in inner(one, "DestinationConfig").items()}
    properties = {"FunctionName": arn, "Qualifier": qualifier, **more, **given({"DestinationConfig": given(ends)})}
    id_ = f"{arn}:{qualifier}#EventInvokeConfig"
    return Made(
        INVOKE,
        id_,
        f"asynchronous invocation of {name}",
        properties,
        links={"FunctionName": arn},
    )


def _permissions(answer: Answer, name: str, target: str) -> Iterator[Made]:
    """The statements of the policy of a function, an alias or a version, as ``AddPermission`` would have made them."""
    if isinstance(answer, Missing):
        return
    if isinstance(answer, Unread):
        yield unknown_part(PERMISSION, target, name, answer, "FunctionName")
        return
    policy = document(answer.content.get("Policy"))
    statements = policy.get("Statement") if isinstance(policy, Mapping) else None
    if not isinstance(statements, list):
        invalid = policy if isinstance(policy, Unread) else Unread("invalid", "its policy has no statements")
        yield unknown_part(PERMISSION, target, name, invalid, "FunctionName")
        return
    for index, statement in enumerate(statements):
        if isinstance(statement, Mapping) and statement.get("Effect", "Allow") == "Allow":
            sid = text(statement, "Sid") or str(index)
            yield Made(PERMISSION, f"{target}#{sid}", f"{sid} of {name}", _permission(statement, target))


_CONDITIONS = {
    "aws:sourcearn": "SourceArn",
    "aws:sourceaccount": "SourceAccount",
    "aws:principalorgid": "PrincipalOrgID",
    "lambda:functionurlauthtype": "FunctionUrlAuthType",
    "lambda:eventsourcetoken": "EventSourceToken",
    "lambda:invokedviafunctionurl": "InvokedViaFunctionUrl",
}
"""What becomes of the parameters of ``AddPermission`` (Lambda developer guide, "Viewing resource-based IAM policies",
2026-11)."""


def _permission(statement: Mapping[str, Any], target: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"FunctionName": target, **only(statement, "Action")}
    principal = statement.get("Principal")
    if isinstance(principal, Mapping) and len(principal) == 1:
        principal = next(iter(principal.values()))
    properties["Principal"] = account_of(principal)
    conditions = statement.get("Condition")
    for tests in conditions.values() if isinstance(conditions, Mapping) else ():
        for key, value in tests.items() if isinstance(tests, Mapping) else ():
            if name := _CONDITIONS.get(key.lower()):
                properties[name] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return properties


def _mapping(one: Mapping[str, Any], uuid: str, place: Place) -> Made:
    arn = text(one, "EventSourceMappingArn") or (
        f"arn:{place.partition}:lambda:{place.region}:{place.account}:event-source-mapping:{uuid}"
    )
    properties = only(
        one,
        "EventSourceArn",
        "BatchSize",
        "MaximumBatchingWindowInSeconds",
        "ParallelizationFactor",
        "StartingPosition",
        "FilterCriteria",
        "FunctionResponseTypes",
        "ScalingConfig",
        "DestinationConfig",
        "SourceAccessConfigurations",
        "SelfManagedEventSource",
        "Topics",
        "Queues",
        "MaximumRecordAgeInSeconds",
        "MaximumRetryAttempts",
        "BisectBatchOnFunctionError",
        "TumblingWindowInSeconds",
    )
    properties["FunctionName"] = one.get("FunctionArn")
    properties["Enabled"] = text(one, "State") not in ("Disabled", "Disabling")
    return Made("AWS::Lambda::EventSourceMapping", arn, f"mapping {uuid[:8]}", properties, returns={"": uuid})
