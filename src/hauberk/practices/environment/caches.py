"""Whether cached answers of an API are encrypted."""

from hauberk.model.api import RestStage
from hauberk.model.subject import as_flag, listed, named
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("api-cache-unencrypted", practice=2, severity=MEDIUM, subject=RestStage)
def api_cache_unencrypted(stage: RestStage, study: Study) -> Verdict:
    """An API keeps its answers unencrypted.

    The cache of a REST API holds answers to signed-in callers, personal data among them. It is encrypted only where the
    method's settings say so.

    Attack: answers of other users are read out of the cache's storage.

    Safe when: all cached answers are public.

    Fix: set CacheDataEncrypted to true beside CachingEnabled.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/data-protection-encryption.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
    """
    if isinstance(stage.methods, Unknown):
        return unknown(stage.methods)
    caching = False
    for setting in listed(stage.methods):
        if isinstance(setting, Unknown):
            return unknown(setting)
        cached = as_flag(named(setting).value("CachingEnabled", False))
        encrypted = as_flag(named(setting).value("CacheDataEncrypted", False))
        if isinstance(cached, Unknown):
            return unknown(cached)
        if cached != Known(True):
            continue
        caching = True
        if isinstance(encrypted, Unknown):
            return unknown(encrypted)
        if encrypted != Known(True):
            return violated(cached.says("answers are cached in plain text"))
    return satisfied() if caching else not_applicable("it caches nothing")


CONTROLS = (api_cache_unencrypted,)
