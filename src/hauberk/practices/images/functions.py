"""The images that functions run."""

from hauberk.model.compute import Function
from hauberk.model.values import Absent, Known, Pattern, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("image-by-tag", practice=16, severity=MEDIUM, subject=Function)
def image_by_tag(function: Function, study: Study) -> Verdict:
    """A function's image is named by a tag.

    A tag can be moved: the template says the same and another image runs. Only a digest names what was tested.

    Attack: someone with push rights moves the tag, and the next deployment runs their image.

    Safe when: the repository's tags are immutable; then the tag can't move.

    Fix: name the image by its digest (repository@sha256:…); sam deploy does that by itself.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    - https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
    """
    if isinstance(function.package_type, Unknown):
        return unknown(function.package_type)
    if not function.is_image:
        return not_applicable("it isn't an image")
    image = function.image
    match image:
        case Absent():
            return not_applicable("it isn't an image, or the deployment tool fills it in")
        case Known(str() as text):
            pass
        case Pattern(parts):
            if any("@sha256:" in part for part in parts if isinstance(part, str)):
                return satisfied()
            if not isinstance(parts[-1], str):
                return unknown(image)
            text = parts[-1]
        case Unknown():
            return unknown(image)
        case _:
            return unknown(image)
    if "@sha256:" in text:
        return satisfied()
    if ".dkr.ecr." not in text and isinstance(image, Known):
        return not_applicable("the deployment tool builds it and fills the digest in")
    return violated(image.says("the tag can be moved to another image"))


CONTROLS = (image_by_tag,)
