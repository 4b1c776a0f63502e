"""Whether strangers may use a bucket by its access control list.

"Controlling ownership of objects and disabling ACLs for your bucket" and "Blocking public access to your Amazon S3
storage", Amazon S3 user guide (2026-11).
"""

from hauberk.model.bucket_lists import grants
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, as_text, listed, named
from hauberk.model.values import Annotation, Known, Unknown
from hauberk.model.world import World

_ENFORCED = "BucketOwnerEnforced"
"""With this ownership access control lists no longer have a say."""


def lists_are_ignored(bucket: Subject) -> bool | Unknown:
    """Whether S3 makes nothing of a bucket's access control list."""
    ignoring = as_flag(bucket.at("PublicAccessBlockConfiguration.IgnorePublicAcls"))
    ownership = bucket.at("OwnershipControls.Rules")
    owners = [named(rule).value("ObjectOwnership") for rule in listed(ownership)]
    if ignoring == Known(True) or Known(_ENFORCED) in owners:
        return True
    return next((value for value in (ignoring, ownership, *owners) if isinstance(value, Unknown)), False)


def open_list(bucket: Resource, world: World) -> Annotation | None:
    """Whether a bucket's list lets strangers put something into it, and where that is written."""
    subject = Subject(bucket, world)
    acl = as_text(subject.at("AccessControl"))
    if lists_are_ignored(subject) is not False or not isinstance(acl, Known):
        return None
    writing = next((one for one in grants(str(acl.value)) if one.writes), None)
    return None if writing is None else acl.says(f"{writing.who} can put objects into {bucket.name}")
