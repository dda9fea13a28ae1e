from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdksmith.naming.words import (
    constant_case,
    identifier,
    snake_case,
    spelled_out,
    split_words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("camelCase", "camel_case"),
        ("PascalCase", "pascal_case"),
        ("snake_case", "snake_case"),
        ("kebab-case", "kebab_case"),
        ("SCREAMING_CASE", "screaming_case"),
        ("HTTPServer", "http_server"),
        ("getHTTPResponseCode", "get_http_response_code"),
        ("userIDs", "user_ids"),
        ("listURLsOfUser", "list_urls_of_user"),
        ("LinkedInAccount", "linkedin_account"),
        ("linkedinAccounts", "linkedin_accounts"),
        ("linkedInUrl", "linkedin_url"),
        ("v2", "v2"),
        ("OAuth2Client", "oauth2_client"),
        ("registerOAuth2Client", "register_oauth2_client"),
        ("ipv4Address", "ipv4_address"),
        ("IPv4Address", "ipv4_address"),
        ("addressLine1", "address_line1"),
        ("line1Text", "line1_text"),
        ("sha256Hash", "sha256_hash"),
        ("MP3File", "mp3_file"),
        ("S3Bucket", "s3_bucket"),
        ("H2O", "h2o"),
        ("3DS2RequestData", "3ds2_request_data"),
        ("i18nKey", "i18n_key"),
        ("filter[name]", "filter_name"),
        ("$select", "select"),
        ("_links", "links"),
        ("größe", "größe"),
        ("名前", "名前"),
        ("ﬁle name", "file_name"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_any_spelling_becomes_words(text: str, expected: str) -> None:
    assert expected == snake_case(split_words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("+1", "plus_1"), ("a&b", "a_and_b"), ("-", "dash"), ("→", "rightwards_arrow")],
)
def test_symbols_can_be_spoken(text: str, expected: str) -> None:
    assert expected == snake_case(spelled_out(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2fa", "two_fa"),
        ("1st", "first"),
        ("3DS2RequestData", "three_ds2_request_data"),
        ("2024_total", "field_2024_total"),
        ("200", "field_200"),
        ("7", "seven"),
        ("", "field"),
    ],
)
def test_no_identifier_begins_with_a_figure(text: str, expected: str) -> None:
    assert expected == identifier(split_words(text), "field")


def test_constants_are_upper_case() -> None:
    assert constant_case(split_words("notStarted")) == "NOT_STARTED"


@given(st.text())
def test_whatever_is_spelled_an_identifier_comes_out(text: str) -> None:
    name = identifier(split_words(text), "field")

    assert name.isidentifier()
    assert name == unicodedata.normalize("NFKC", name)
    assert not name.startswith("_")


@given(st.from_regex(r"[a-z]{2,9}(_[a-z]{2,9}){0,3}", fullmatch=True))
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert keyword.iskeyword(name) or name == identifier(split_words(name), "field")
