"""Attributes that are ARNs, as far as their forms tell them: what a template cuts an account or a name out of."""

from hauberk.facts.arn_forms import ARN, FORMS, NAME, Form
from hauberk.model.regex import regex
from hauberk.model.values import Reason, Reference, Unknown

_PIECE = regex(r"\$\{([^}]*)\}")
_MADE = {
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}
"""What SAM makes of types whose attributes a template may ask for."""


def written_out(value: Reference, type_: str) -> tuple[str | Reference | Unknown, ...]:
    """An attribute of a resource of a type in parts; itself where nothing is known of how it is made up."""
    form = FORMS.get(_MADE.get(type_, type_))
    text = form.attributes.get(value.attribute, "") if form is not None else ""
    if form is None or ARN not in text:
        return (value,)
    parts: list[str | Reference | Unknown] = []
    for index, piece in enumerate(_PIECE.split(text.replace(ARN, form.arn))):
        if index % 2:
            parts.append(_part(piece, value, form))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def _part(piece: str, value: Reference, form: Form) -> Reference | Unknown:
    if piece.startswith("AWS::"):
        return Reference(piece, "", value.trail)
    if f"${{{piece}}}" == NAME:
        if form.ref == NAME:
            return Reference(value.resource, "", value.trail)
        attribute = next((name for name, text in form.attributes.items() if text == NAME), "")
        if attribute:
            return Reference(value.resource, attribute, value.trail)
    what = f"a part of {value.resource}.{value.attribute}"
    return Unknown(Reason("resource-attribute", f"{what}, known after deployment"), value.trail)
