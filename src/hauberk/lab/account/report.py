"""What became of a deployment, as text and as JSON."""

from json import dumps

from hauberk.lab.account.deploying import Deployed
from hauberk.lab.account.provisioning import loss
from hauberk.lab.account.provisioning.loss import Loss
from hauberk.reports.door import line

_TITLES = {
    loss.UNSUPPORTED: "the lab doesn't make",
    loss.REFUSED: "the emulator refuses",
    loss.NOT_EMULATED: "the emulator has no call for",
    loss.FORGOTTEN: "the emulator took and doesn't tell",
    loss.ADAPTED: "the emulator takes in another form",
    loss.UNKNOWN: "the template doesn't tell",
    loss.MISSING: "what is referred to isn't there",
    loss.NO_PARAMETER: "no call takes",
}


def text(deployed: Deployed, verbose: bool = False) -> str:
    """How much is there, and what isn't, by reason; with ``verbose`` each resource that is."""
    held, losses, wanted = deployed.provisioned
    lines = [f"{len(held)} of {wanted} resources of {deployed.application.id} are there"]
    if verbose:
        lines += [f"  {one.id}  {one.type}  {one.arn or one.physical}" for one in held.values()]
    for code, title in _TITLES.items():
        chosen = [one for one in losses if one.code == code]
        if chosen:
            lines += ["", f"{title} ({len(chosen)}):", *(_line(one) for one in chosen)]
    return "".join(f"{line(one)}\n" for one in lines)


def _line(one: Loss) -> str:
    place = f" {one.property}" if one.property else ""
    return f"  {one.resource} ({one.type}){place}: {one.text}"


def json(deployed: Deployed) -> str:
    """The same for programs: ``resources`` by id, and ``losses``."""
    held, losses, wanted = deployed.provisioned
    resources = {one.id: {"type": one.type, "physical": one.physical, "arn": one.arn} for one in held.values()}
    said = {
        "template": deployed.application.id,
        "wanted": wanted,
        "resources": resources,
        "losses": [one._asdict() for one in losses],
    }
    return f"{dumps(said, indent=2)}\n"
