"""What a Dockerfile says of a function's code."""

import pytest

from hauberk.study.code.images import Image, folder_of, image_of


def test_language_command_and_copies_are_read() -> None:
    found = image_of(
        'FROM public.ecr.aws/lambda/python:3.13\nCOPY app.py ${LAMBDA_TASK_ROOT}\nCOPY lib/ ./lib/\nCMD ["app.run"]\n'
    )
    assert found == Image("python", "app.run", (("app.py", ""), ("lib/", "lib")))


def test_the_last_stage_counts_and_takes_its_language_from_the_one_it_is_made_of() -> None:
    found = image_of(
        "FROM node:22 AS build\nCOPY src ./src\nFROM build\n"
        'WORKDIR /srv\nCOPY --from=build /a /a\nCOPY --chown=1 [ "dist", "/srv" ]\nCMD [ "index.handler" ]\n'
    )
    assert (found.language, found.command) == ("javascript", "index.handler")


def test_lines_that_go_on_are_one() -> None:
    found = image_of('FROM python:3.13\nCOPY a.py \\\n  # the second\n  b.py \\\n  /var/task/\nCMD ["a.h"]')
    assert found.copied == (("a.py", ""), ("b.py", ""))


def test_of_another_language_there_is_no_name() -> None:
    assert image_of("FROM public.ecr.aws/lambda/java:21\n").language == ""


def test_a_command_of_the_shell_s_form_is_read() -> None:
    assert image_of("FROM python:3.13\nCMD app.run now\n").command == "app.run"


@pytest.mark.parametrize(
    ("copied", "there", "folder"),
    [
        ((("app.py", ""),), "image/app.py", "image"),
        ((("src/", ""),), "image/src/app.py", "image/src"),
        ((("src/app.py", ""),), "image/src/app.py", "image/src"),
        (((".", ""),), "image/app.py", "image"),
        ((), "image/app.py", "image"),
    ],
)
def test_the_folder_is_where_the_handler_s_file_is(
    copied: tuple[tuple[str, str], ...], there: str, folder: str
) -> None:
    assert folder_of(Image("python", "app.h", copied), "image", ("app.py",), lambda path: path == there) == folder


def test_a_folder_that_keeps_its_name_is_found_by_its_path() -> None:
    found = image_of("FROM python:3.13\nCOPY shop ${LAMBDA_TASK_ROOT}/shop\n")
    assert folder_of(found, "image", ("shop/main.py",), lambda path: path == "image/shop/main.py") == "image"
