"""Packages that an installer put beside a function's code are told from it."""

from hauberk.study.code.vendored import own

RECORD = """\
requests/__init__.py,sha256=x,4972
requests/api.py,sha256=y,6449
requests-2.32.3.dist-info/RECORD,,
../../bin/normalizer,sha256=z,1
six.py,sha256=w,34703
"""


def left(*paths: str, record: str = RECORD) -> list[str]:
    return list(own(paths, lambda path: record if path.endswith("RECORD") else ""))


def test_what_an_installer_noted_isn_t_one_s_own() -> None:
    found = left(
        "src/app.py",
        "src/requests/api.py",
        "src/requests-2.32.3.dist-info/RECORD",
        "src/six.py",
        "src/requests_of_ours/mail.py",
    )
    assert found == ["src/app.py", "src/requests_of_ours/mail.py"]


def test_a_package_of_that_name_elsewhere_is_one_s_own() -> None:
    assert left("layer/requests-2.dist-info/RECORD", "app/requests/api.py") == ["app/requests/api.py"]


def test_without_a_list_the_folder_s_name_tells() -> None:
    found = left("python/idna-3.4.dist-info/RECORD", "python/idna/core.py", "python/ours.py", record="")
    assert found == ["python/ours.py"]


def test_lambda_s_own_sdk_is_nobody_s_code_where_packages_were_installed() -> None:
    assert left("idna-3.4.dist-info/RECORD", "boto3/session.py", "app.py", record="idna/core.py,,") == ["app.py"]


def test_code_without_packages_is_left_as_it_is() -> None:
    assert left("app.py", "requests/api.py") == ["app.py", "requests/api.py"]


def test_common_packages_are_told_by_a_file_of_theirs() -> None:
    found = left("requests/api.py", "requests/sessions.py", "lib/yaml/constructor.py", "lib/yaml/nodes.py", "app.py")
    assert found == ["app.py"]


def test_a_package_in_a_layer_is_nobody_s_code_without_a_note() -> None:
    layer = ("python/pika/adapters/blocking_connection.py", "python/pika/spec.py", "python/shared.py")
    assert left(*layer) == ["python/shared.py"]


def test_what_an_older_installer_noted_isn_t_one_s_own() -> None:
    found = left("six-1.17.egg-info/PKG-INFO", "six/moves.py", "app.py", record="")
    assert found == ["app.py"]
