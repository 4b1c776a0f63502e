"""How much of a labelled list is found, and how often the engine cries wolf on what only looks like it."""

import pytest

from hauberk.code.secrets.files import kind_of
from hauberk.code.secrets.scanning import leaks
from tests.code.secrets.making import VENDORS
from tests.code.secrets.planted import Planted, decoys, planted

PLANTED = list(planted())
DECOYS = list(decoys())
RECALL = 0.95
FALSE_ALARMS = 0.05


def found(file: Planted) -> list[str]:
    """The texts that are held for secrets in a file."""
    kind = kind_of(file.path)
    return [file.text[leak.start : leak.end] for leak in leaks(file.text, kind)] if kind else []


def test_the_lists_are_large() -> None:
    assert len(PLANTED) >= 120
    assert len(DECOYS) >= 80
    assert all(file.text.count(file.secret) == 1 for file in PLANTED)
    assert len({file.text for file in DECOYS}) == len(DECOYS)


def test_recall() -> None:
    missed = [file for file in PLANTED if not any(file.secret in one or one in file.secret for one in found(file))]
    assert len(missed) <= (1 - RECALL) * len(PLANTED), [file.path + ": " + file.text[:60] for file in missed]


def test_nothing_else_is_found_beside_a_secret() -> None:
    assert [file.text for file in PLANTED if len(found(file)) > 1] == []


def test_false_alarms() -> None:
    alarms = [file for file in DECOYS if found(file)]
    assert len(alarms) <= FALSE_ALARMS * len(DECOYS), [file.path + ": " + file.text[:60] for file in alarms]


@pytest.mark.parametrize("kind", VENDORS)
def test_every_form_of_a_vendor_is_found_wherever_it_stands(kind: str) -> None:
    secret = VENDORS[kind]()
    for text in (
        f"x = ['{secret}']",
        f"<a>{secret}</a>",
        f"  - {secret}\n",
        f"curl -H 'X: {secret}' https://a.example",
    ):
        assert found(Planted("notes.yaml", text, secret)), text


@pytest.mark.parametrize("kind", VENDORS)
def test_what_is_typed_by_hand_is_no_key(kind: str) -> None:
    """A form whose body is a row of one letter, or says that it is an example, keeps the place of a key."""
    secret = VENDORS[kind]()
    body = max((part for part in secret.replace("_", "-").replace(".", "-").split("-")), key=len)
    start = secret.replace("_", "-").replace(".", "-").find(body)
    same = secret[:start] + body[:6] + "x" * (len(body) - 6) + secret[start + len(body) :]
    if kind not in ("private key", "JSON Web Token"):
        assert found(Planted("src/app.py", f"client('{same}')", "")) == []


def test_a_place_takes_weight_away() -> None:
    code = 'password = "Winter2026!"\n'
    assert found(Planted("src/app.py", code, ""))
    assert not found(Planted("src/app.py", f"# {code}", ""))
    assert not found(Planted("tests/test_app.py", code, ""))
    assert not found(Planted("README.md", code, ""))
    chance = 'password = "k3Jq0Zt7Xw1Rb5Yc8Lm2"\n'
    assert found(Planted("src/app.py", f"# {chance}", ""))
    assert found(Planted("tests/test_app.py", chance, ""))


def test_a_type_of_go_stands_on_the_line_of_its_name() -> None:
    """What is on the next line is another name."""
    assert found(Planted("main.go", 'var dbPassword string = "k3Jq0Zt7Xw1Rb5Yc8Lm2"\n', ""))
    assert not found(Planted("rds.tf", 'password = var.db_password\n  option_group = "k3Jq0Zt7Xw1Rb5Yc8Lm2"\n', ""))


@pytest.mark.parametrize("path", ["package-lock.json", "a/yarn.lock", "app.min.js", "app.js.map", "poetry.lock"])
def test_what_tools_make_is_not_looked_into(path: str) -> None:
    assert kind_of(path) is None


def test_minified_code_is_looked_into_for_forms_alone() -> None:
    filler = "function a(b){return b+1};" * 200
    assert not found(Planted("dist/app.js", f'{filler}var token="k3Jq0Zt7Xw1Rb5Yc8Lm2";{filler}', ""))
    key = VENDORS["GitHub token"]()
    assert found(Planted("app.js", f'{filler}var t="{key}";{filler}', ""))
