"""The image of the ``Dockerfile``, as far as it can be read: nothing here builds it."""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = (ROOT / "Dockerfile").read_text(encoding="utf-8")
TEXT = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", WRITTEN, flags=re.MULTILINE))
LINES = [tuple(line.split(" ", 1)) for line in TEXT.splitlines() if line]


def test_bases_are_named_by_digest() -> None:
    bases = [rest.partition(" AS ")[0] for word, rest in LINES if word == "FROM"]
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.13-slim@sha256:[0-9a-f]{64}", bases[0])


def test_the_image_holds_what_was_installed_and_runs_it_as_nobody() -> None:
    last = LINES[max(number for number, (word, _) in enumerate(LINES) if word == "FROM") + 1 :]
    assert last == [
        ("COPY", "--from=build /hauberk /hauberk"),
        ("USER", "65534:65534"),
        ("WORKDIR", "/application"),
        ("ENTRYPOINT", '["/hauberk/bin/hauberk"]'),
        ("CMD", '["check"]'),
    ]


def test_everything_that_is_installed_is_pinned_or_our_own() -> None:
    commands = [command for word, rest in LINES if word == "RUN" for command in rest.split(" && ")]
    installs = [command for command in commands if re.search(r"\bpip\b.* (install|wheel)\b", command)]
    assert len(installs) == 4
    for command in installs:
        assert "--require-hashes" in command or "--no-deps" in command
    assert "python -m venv --without-pip /hauberk" in commands


def test_the_build_sees_what_it_copies_and_nothing_else() -> None:
    copied = {
        name
        for word, rest in LINES
        if word == "COPY" and not rest.startswith("--from")
        for name in rest.split(" ")[:-1]
    }
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in ignored if line and not line.startswith("#")]
    assert patterns[0] == "*"
    assert copied == {pattern[1:] for pattern in patterns if pattern.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)
    assert not any(fnmatch(name, pattern) for name in copied for pattern in patterns[1:] if pattern[0] != "!")
