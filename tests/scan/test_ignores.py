"""Findings that somebody switched off: by comment, in Metadata, in the configuration; and what is wrong with that."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger, Suppression
from hauberk.scan.ignores import apply_settings, is_over
from hauberk.scan.settings import Ignore
from tests.scan.places import CLOSED, OPEN, TODAY, URL, ledger, put, violated

OTHER = "foreign-layer"
ASKED = frozenset((URL, OTHER))


def with_comment(comment: str) -> str:
    """The application with a comment behind the line of its fault."""
    return OPEN.replace("AuthType: NONE", f"AuthType: NONE  # {comment}")


def with_metadata(entry: str) -> str:
    """The application with an ignore in the function's Metadata."""
    return OPEN.replace("    Properties:", f"    Metadata: {{Hauberk: {{Ignore: [{entry}]}}}}\n    Properties:")


def suppressed(found: Ledger) -> list[Suppression]:
    return [entry.suppressed for entry in found.entries if entry.suppressed]


@pytest.mark.parametrize(
    "template",
    [
        with_comment(f"hauberk: ignore[{URL}] public by design"),
        OPEN.replace("        AuthType", f"        # hauberk: ignore[{URL}] public by design\n        AuthType"),
        OPEN.replace("  Open:", f"  # hauberk: ignore[{URL}] public by design\n  # and so is the rest\n  Open:"),
        OPEN.replace("  Open:", f"  Open:  # hauberk: ignore[other-control, {URL}] public by design"),
    ],
    ids=["behind", "above", "above the resource", "behind the resource"],
)
def test_a_comment_switches_off_with_its_reason(tmp_path: Path, template: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": template}))
    line = next(number for number, text in enumerate(template.split("\n"), 1) if "hauberk:" in text)
    assert suppressed(found) == [Suppression("comment", "public by design", "", f"template.yaml:{line}")]
    assert found.findings() == []


def test_a_comment_elsewhere_switches_nothing_off(tmp_path: Path) -> None:
    template = OPEN.replace("Handler: app.handler", f"Handler: app.handler  # hauberk: ignore[{URL}] public by design")
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert violated(found) == ["template.yaml:10"]
    assert found.notes == (f"template.yaml:7: the ignore of {URL} is no longer needed",)


def test_a_number_sign_inside_a_text_is_no_comment(tmp_path: Path) -> None:
    template = OPEN.replace("Handler: app.handler", f'Handler: "# hauberk: ignore[{URL}] no comment"')
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert violated(found) == ["template.yaml:10"]
    assert found.notes == ()


def test_metadata_switches_off_with_its_reason(tmp_path: Path) -> None:
    template = with_metadata(f"{{Control: {URL}, Reason: public by design, Until: 2027-01-31}}")
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert suppressed(found) == [Suppression("metadata", "public by design", "2027-01-31", "template.yaml:5")]


def test_metadata_of_another_resource_switches_nothing_off(tmp_path: Path) -> None:
    entry = f"{{Control: {URL}, Reason: public by design}}"
    other = f"  Queue:\n    Type: AWS::SQS::Queue\n    Metadata: {{Hauberk: {{Ignore: [{entry}]}}}}\n"
    found = ledger(put(tmp_path, {"template.yaml": OPEN + other}))
    assert len(found.findings()) == 1
    assert found.notes == (f"template.yaml:13: the ignore of {URL} is no longer needed",)


@pytest.mark.parametrize(
    "template",
    [with_comment(f"hauberk: ignore[{URL}]"), with_metadata(f"{{Control: {URL}}}")],
    ids=["comment", "metadata"],
)
def test_without_a_reason_nothing_is_switched_off(tmp_path: Path, template: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert len(found.findings()) == 1
    (note,) = found.notes
    assert note.endswith(f"the ignore of {URL} has no reason, so it switches nothing off")


@pytest.mark.parametrize(
    "template",
    [
        with_comment(f"hauberk: ignore[{URL}] until the gateway is there (until 2026-11-23)"),
        with_metadata(f"{{Control: {URL}, Reason: the gateway is to come, Until: 2026-11-23}}"),
    ],
    ids=["comment", "metadata"],
)
def test_an_ignore_that_ended_is_reported(tmp_path: Path, template: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert len(found.findings()) == 1
    (note,) = found.notes
    assert note.endswith(f"the ignore of {URL} ended on 2026-11-23")


@pytest.mark.parametrize(
    "end",
    ["(until 31.1.2027)", "(until 2026-13-41)", "(until January 2027)", "(until the gateway is there)", "(until)",
     "until 31.1.2027", "until 2027/01/31", "until Jan. 2027", "(Until 2027-1-31)", "(until 2027-01-31T00:00)"],
)  # fmt: skip
def test_an_end_that_is_no_day_switches_nothing_off_and_is_said(tmp_path: Path, end: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment(f"hauberk: ignore[{URL}] why {end}")}))
    assert len(found.findings()) == 1
    (note,) = found.notes
    assert note.startswith(f"template.yaml:10: the ignore of {URL} switches nothing off: '")
    assert note.endswith("' is no day such as 2027-01-31")


@pytest.mark.parametrize("reason", ["until the gateway is there", "public until v2 is out", "not until then"])
def test_the_word_until_is_no_end_by_itself(tmp_path: Path, reason: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment(f"hauberk: ignore[{URL}] {reason}")}))
    assert suppressed(found) == [Suppression("comment", reason, "", "template.yaml:10")]
    assert found.notes == ()


@pytest.mark.parametrize(
    "comment",
    [
        "hauberk:ignore function-url-without-auth because",
        "hauberk: ignore function-url-without-auth because",
        "hauberk: disable[function-url-without-auth] because",
        "hauberk ignore[function-url-without-auth] because",
        "hauberk : ignore[function-url-without-auth] because",
        "Hauberk: ignore[function-url-without-auth] because",
        "HAUBERK: IGNORE[function-url-without-auth] because",
        "hauberk: ignore [function-url-without-auth] because",
        "hauberk: ignore[Function_Url] because",
        "hauberk-ignore: function-url-without-auth because",
    ],
)
def test_a_comment_that_is_nearly_an_ignore_is_said(tmp_path: Path, comment: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment(comment)}))
    assert len(found.findings()) == 1
    form = "it isn't of the form `hauberk: ignore[control] reason`"
    assert found.notes == (f"template.yaml:10: the ignore switches nothing off: {form}",)


def test_an_ignore_of_nothing_is_said(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment("hauberk: ignore[ , ] because")}))
    assert found.notes == ("template.yaml:10: the ignore switches nothing off: it names no control",)


@pytest.mark.parametrize(
    "comment", ["see the hauberk: it ignores nothing", "Hauberk checks this file", "hauberkery: no"]
)
def test_a_comment_that_speaks_of_hauberk_is_none(tmp_path: Path, comment: str) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment(comment)}))
    assert found.notes == ()


WHY = f"Control: {URL}, Reason: why"


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        (f"Hauberk: {{Ignore: [{{{WHY}, Until: 2026-13-41}}]}}", "switches nothing off: '2026-13-41' is no day"),
        (f"Hauberk: {{Ignore: [{{{WHY}, Until: 31.1.2027}}]}}", "switches nothing off: '31.1.2027' is no day"),
        (f"Hauberk: {{Ignore: [{{{WHY}, Until: !Ref End}}]}}", "switches nothing off: 'what is known at"),
        (f"Hauberk: {{Ignore: [{{{WHY}, Until: ''}}]}}", "switches nothing off: 'what is known at"),
        (f"Hauberk: {{Ignore: [{{{WHY}, Expires: 2027-01-31}}]}}", "it has an unknown key 'Expires'; there are"),
        (f"Hauberk: {{Ignore: [{{{WHY}, until: 2026-01-31}}]}}", "it has an unknown key 'until'; there are"),
        (f"Hauberk: {{Ignores: [{{{WHY}}}]}}", " switches nothing off: it has an unknown key 'Ignores'; there"),
        (f"hauberk: {{Ignore: [{{{WHY}}}]}}", " switches nothing off: the key is 'hauberk', not 'Hauberk'"),
        (f"Hauberk: [{URL}]", " switches nothing off: it has no Ignore"),
        (f"Hauberk: {{Ignore: {URL}}}", " switches nothing off: it names no control"),
        ("Hauberk: {Ignore: [{Reason: why}]}", " switches nothing off: it names no control"),
    ],
)  # fmt: skip
def test_metadata_of_another_shape_switches_nothing_off_and_is_said(tmp_path: Path, metadata: str, says: str) -> None:
    template = OPEN.replace("    Properties:", f"    Metadata: {{{metadata}}}\n    Properties:")
    found = ledger(put(tmp_path, {"template.yaml": f"Parameters: {{End: {{Type: String}}}}\n{template}"}))
    assert len(found.findings()) == 1
    (note,) = found.notes
    assert note.startswith("template.yaml:6: the ignore")
    assert says in note


def test_it_holds_on_its_last_day(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment(f"hauberk: ignore[{URL}] so (until {TODAY})")}))
    assert suppressed(found) == [Suppression("comment", "so", str(TODAY), "template.yaml:10")]


@pytest.mark.parametrize("until", ["2026-13-01", "2026-11-31", "soon"])
def test_an_end_that_is_no_day_has_passed(until: str) -> None:
    assert is_over(until, date(1970, 1, 1))


def test_an_ignore_that_nothing_needs_is_reported(tmp_path: Path) -> None:
    template = CLOSED.replace("AuthType", f"# hauberk: ignore[{URL}] public by design\n        AuthType")
    found = ledger(put(tmp_path, {"template.yaml": template}))
    assert found.notes == (f"template.yaml:10: the ignore of {URL} is no longer needed",)


@pytest.mark.parametrize("names", [OTHER, f"{URL}, {OTHER}"])
def test_an_ignore_of_what_is_not_asked_is_neither_needed_nor_not(tmp_path: Path, names: str) -> None:
    template = CLOSED.replace("AuthType", f"# hauberk: ignore[{names}] public by design\n        AuthType")
    assert ledger(put(tmp_path, {"template.yaml": template})).notes == ()


def test_an_ignore_of_no_control_is_reported(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": with_comment("hauberk: ignore[no-such-control] public by design")}))
    assert found.notes == ("template.yaml:10: the ignore names no-such-control, which is no control",)


def test_what_is_not_heeded_is_not_reported_either(tmp_path: Path) -> None:
    template = with_comment(f"hauberk: ignore[{URL}] public by design")
    found = ledger(put(tmp_path, {"template.yaml": template}), heed=False)
    assert violated(found) == ["template.yaml:10"]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("ignore", "hits"),
    [
        (Ignore(URL, "why"), True),
        (Ignore(URL, "why", subject="Open*"), True),
        (Ignore(URL, "why", path="templ*.yaml"), True),
        (Ignore(URL, "why", until="2026-11-24"), True),
        (Ignore(URL, "why", until="2026-11-23"), False),
        (Ignore(URL, "why", subject="Closed*"), False),
        (Ignore(URL, "why", path="api/*"), False),
        (Ignore(OTHER, "why"), False),
    ],
)
def test_the_configuration_switches_off_by_control_subject_and_path(tmp_path: Path, ignore: Ignore, hits: bool) -> None:
    found = ledger(put(tmp_path, {"template.yaml": OPEN}))
    entries, notes = apply_settings(found.entries, [ignore], ASKED, TODAY)
    assert [entry.suppressed for entry in entries if entry.suppressed] == (
        [Suppression("configuration", "why", ignore.until)] if hits else []
    )
    assert bool(notes) is not hits


def test_the_configuration_may_ignore_what_is_not_asked(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": CLOSED}))
    ignores = [Ignore(OTHER, "why"), Ignore(OTHER, "why", until="2026-11-23")]
    _, notes = apply_settings(found.entries, ignores, frozenset((URL,)), TODAY)
    assert notes == [f"the configuration's ignore of {OTHER} ended on 2026-11-23"]


def test_what_the_configuration_ignores_in_vain_is_reported(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": CLOSED}))
    _, notes = apply_settings(found.entries, [Ignore(URL, "a"), Ignore(URL, "b", until="2026-11-23")], ASKED, TODAY)
    assert notes == [
        f"the configuration's ignore of {URL} (*) is no longer needed",
        f"the configuration's ignore of {URL} ended on 2026-11-23",
    ]


def test_a_satisfied_verdict_cannot_be_switched_off(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": CLOSED}))
    entries, _ = apply_settings(found.entries, [Ignore(URL, "why")], ASKED, TODAY)
    assert entries == found.entries
