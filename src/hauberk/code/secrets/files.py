"""What kind of file a path names, as far as its secrets are concerned."""

from enum import Enum
from functools import cache
from typing import NamedTuple

from hauberk.model.regex import regex

LARGEST = 2 * 1024 * 1024
"""Bytes of the largest file that is looked into; code that people write is smaller."""


class Form(Enum):
    """How a kind of file gives values to names."""

    CODE = "values stand in quotes"
    SHELL = "values of variables need no quotes"
    VARIABLES = "everything behind a name is its value"
    SETTINGS = "values need no quotes"
    DATA = "JSON and its like: names and values stand in quotes"
    MARKUP = "XML: values stand between tags too"
    NOTEBOOK = "code inside JSON"
    PROSE = "sentences"


class Kind(NamedTuple):
    """A kind of file. ``made_up`` says why its secrets may well be invented: it is a test, or an example."""

    form: Form
    made_up: bool = False


_FORMS = {
    Form.CODE: (
        "py pyi js mjs cjs jsx ts mts cts tsx java go rb php cs fs vb kt kts rs swift scala groovy gradle pl pm lua r "
        "jl c h cc cpp hpp m dart ex exs erl clj sql tf hcl vue svelte tpl"
    ),
    Form.SHELL: "sh bash zsh fish ps1 psm1 bat cmd mk",
    Form.VARIABLES: "env envrc ini properties npmrc pypirc netrc pgpass",
    Form.SETTINGS: "cfg conf config cnf toml yaml yml tfvars editorconfig",
    Form.DATA: "json json5 jsonc jsonl tfstate template har postman_collection pem key asc ppk p8",
    Form.MARKUP: "xml html htm xhtml plist csproj pom svg",
    Form.NOTEBOOK: "ipynb",
    Form.PROSE: "md markdown rst txt adoc log csv tsv",
}
_BY_ENDING = {ending: form for form, endings in _FORMS.items() for ending in endings.split()}
_BY_NAME = {
    "dockerfile": Form.SHELL,
    "containerfile": Form.SHELL,
    "makefile": Form.SHELL,
    "jenkinsfile": Form.CODE,
    "gemfile": Form.CODE,
    "credentials": Form.VARIABLES,
    "config": Form.SETTINGS,
    ".npmrc": Form.VARIABLES,
    ".pypirc": Form.VARIABLES,
    ".netrc": Form.VARIABLES,
    ".dockercfg": Form.DATA,
    "id_rsa": Form.DATA,
    "id_ed25519": Form.DATA,
    "id_ecdsa": Form.DATA,
}
_MADE_BY_TOOLS = frozenset(
    (
        *(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "poetry.lock",
            "pdm.lock",
            "uv.lock",
        ),
        *(
            "pipfile.lock",
            "composer.lock",
            "gemfile.lock",
            "cargo.lock",
            "go.sum",
            "gradle.lockfile",
            "packages.lock.json",
        ),
        *(
            ".secrets.baseline",
            ".terraform.lock.hcl",
            "record",
            "deno.lock",
            "bun.lock",
            "flake.lock",
            "mix.lock",
            "pubspec.lock",
        ),
    )
)
"""Files full of hashes that no person writes."""
_MADE_ENDINGS = (".min.js", ".min.css", ".map", ".lock", ".snap", ".d.ts", ".css", ".scss", ".less", ".svg", ".drawio")
_MADE_UP = regex(
    r"(?:^|[/_.-])(?:tests?|specs?|__tests__|testdata|testing|fixtures?|mocks?|__mocks__|stubs?|examples?|samples?|"
    r"dist|dummy|e2e|conftest|cypress|template|tmpl|tpl|defaults?)(?=$|[/_.-])|(?:Test|Tests|Spec|IT)\.[a-z]+$"
)
"""Words of a path that say that what the file holds is invented."""


@cache
def kind_of(path: str) -> Kind | None:
    """The kind of a file; ``None`` where no person writes such a file, or nobody keeps a secret in one as text."""
    name = path.rpartition("/")[2].lower()
    if name in _MADE_BY_TOOLS or name.endswith(_MADE_ENDINGS):
        return None
    return Kind(_form(name), bool(_MADE_UP.search(_told(path))))


def _told(path: str) -> str:
    """A path without the word ``template`` where that is what every application's main file is called."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.replace("template.y", "main.y").replace("template.json", "main.json")


def _form(name: str) -> Form:
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.startswith((".env", "dockerfile.")) or name.endswith((".dockerfile", ".env")):
        return Form.SHELL if "docker" in name else Form.VARIABLES
    for ending in reversed(name.split(".")[1:]):
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
    if name.startswith((".bash", ".zsh", ".profile")):
        return Form.SHELL
    return Form.VARIABLES if "credentials" in name else Form.SETTINGS if name.startswith(".") else Form.PROSE
