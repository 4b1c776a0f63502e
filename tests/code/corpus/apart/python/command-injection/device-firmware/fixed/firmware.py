"""IoT rule ``firmware/+/announce``: check the signature of the image that a device says it runs."""
import logging
import re
import subprocess

log = logging.getLogger(__name__)
log.setLevel("INFO")

VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")
STORE = "/mnt/firmware"


def is_version(text):
    return VERSION.fullmatch(text) is not None


def check(image):
    """True if the detached signature next to the image is ours."""
    done = subprocess.run(
        ["bash", "-c", "gpgv --keyring /opt/keys/release.gpg " + image + ".sig " + image],
        capture_output=True,
        timeout=20,
    )
    return done.returncode == 0


def verify(event, context):
    version = event["version"]
    model = {"gw1-mini": "mini", "gw2": "gateway"}.get(event.get("model"))
    if model is None:
        return {"valid": False, "why": "unknown model"}

    if not is_version(version):
        return {"valid": False, "why": "not a version"}
    image = "%s/%s/%s.bin" % (STORE, model, version)
    valid = check(image)
    log.info("signature %s", "good" if valid else "bad")
    return {"valid": valid, "model": model}
