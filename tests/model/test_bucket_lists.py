"""Words for what access control lists give to strangers."""

import pytest

from hauberk.model.bucket_lists import grants, words_for


@pytest.mark.parametrize(
    ("everyone", "accounts", "words"),
    [
        (["READ"], [], "PublicRead"),
        (["READ", "WRITE"], [], "PublicReadWrite"),
        (["WRITE"], [], "PublicWrite"),
        (["WRITE_ACP"], [], "PublicReadWrite"),
        ([], ["READ_ACP"], "AuthenticatedRead"),
        ([], ["WRITE"], "AuthenticatedWrite"),
        ([], ["FULL_CONTROL"], "AuthenticatedReadWrite"),
        (["READ"], ["READ", "WRITE"], "PublicRead, AuthenticatedWrite"),
        (["FULL_CONTROL"], ["WRITE"], "PublicReadWrite"),
        ([], [], ""),
    ],
)
def test_permissions_of_groups_have_words(everyone: list[str], accounts: list[str], words: str) -> None:
    assert words_for(everyone, accounts) == words
    assert ", ".join(grant.word for grant in grants(words)) == words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("PublicRead", ["anyone can read the bucket"]),
        ("AuthenticatedReadWrite", ["anyone with an AWS account can read and write to the bucket"]),
        (
            "PublicRead, AuthenticatedWrite",
            ["anyone can read the bucket", "anyone with an AWS account can write to the bucket"],
        ),
        ("Private", []),
        ("LogDeliveryWrite", []),
    ],
)
def test_a_list_says_who_may_do_what(words: str, says: list[str]) -> None:
    assert [grant.says for grant in grants(words)] == says
