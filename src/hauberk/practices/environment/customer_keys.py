"""Whose key protects what an application keeps."""

from collections.abc import Iterator

from hauberk.model.given import is_given
from hauberk.model.policies import pattern_text
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Unknown, Value
from hauberk.model.verdict import LOW, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.environment.stores import STORES, Store, data_store_unencrypted, keeps_nothing
from hauberk.study.encryption import AWS_MANAGED, KEYS, keys_of
from hauberk.study.study import Study

_BUCKET = "AWS::S3::Bucket"


class KeyedStore(Subject):
    """A store that can be put under a key of one's own."""

    TYPES = tuple(KEYS)
    __slots__ = ()

    @property
    def keys(self) -> Iterator[Value]:
        """The keys that are named; a bucket has one per rule."""
        return keys_of(self)


@control("data-store-without-customer-key", practice=2, severity=LOW, subject=KeyedStore)
def data_store_without_customer_key(store: KeyedStore, study: Study) -> Verdict:
    """Data isn't under a key of your own.

    With a key that AWS owns or manages, everyone who may read the store may decrypt it. A key of your own has a policy:
    it says who may decrypt, it can be shut at once, and each use of it is recorded.

    Attack: a role with a policy that is too wide reads the table. With a key of its own, it would read nothing.

    Safe when: the data isn't confidential, or nobody but the application has read permissions in the account.

    Fix: make an AWS::KMS::Key and name it here.

    References:
    - https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17
    """
    if store.resource.type == "AWS::RDS::DBInstance" and not isinstance(store.at("DBClusterIdentifier"), Absent):
        return not_applicable("its cluster says so")
    if store.resource.type == _BUCKET and _takes_access_logs(store, study):
        return not_applicable("S3 writes access logs only to buckets under its own key")
    if _is_unencrypted(store, study):
        return not_applicable("data-store-unencrypted tells of it")
    if keeps_nothing(store):
        return not_applicable("it reads a stream, and keeps nothing itself")
    for key in store.keys:
        if isinstance(key, Unknown) and not is_given(key):
            return unknown(key)
        if is_given(key) and not (pattern_text(key) or "").startswith(AWS_MANAGED):
            return satisfied()
    return violated(store.says(f"a key of AWS protects {store.name}, not one of yours"))


def _is_unencrypted(store: KeyedStore, study: Study) -> bool:
    if store.resource.type not in STORES:
        return False
    return data_store_unencrypted.ask(Store(store.resource, store.world), study).state is State.VIOLATED


def _takes_access_logs(bucket: Subject, study: Study) -> bool:
    for user in study.users(bucket, _BUCKET):
        if user is not bucket.resource and not isinstance(
            bucket.world.pick(user.properties.value("LoggingConfiguration")), Absent
        ):
            return True
    return False


CONTROLS = (data_store_without_customer_key,)
