import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.base.canonical import canonical_bytes, sha256

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize("value", [1.0, float("nan"), Decimal(1), date(2018, 1, 1), b"x", {1}, object()])
def test_what_has_no_exact_form_is_refused_wherever_it_lies(value):
    for data in (value, [value], {"a": [{"b": value}]}):
        with pytest.raises(TypeError):
            canonical_bytes(data)


def test_a_key_that_is_no_text_is_refused():
    with pytest.raises(TypeError, match="key"):
        canonical_bytes({1: "a"})


def test_keys_are_sorted_and_nothing_is_escaped_or_spaced():
    assert canonical_bytes({"ö": 1, "a": [True, None]}) == '{"a":[true,null],"ö":1}'.encode()


@given(PLAIN)
def test_the_same_data_gives_the_same_bytes_and_comes_back(data):
    written = canonical_bytes(data)
    assert json.loads(written) == data
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(data):
    assert canonical_bytes(dict(reversed(data.items()))) == canonical_bytes(data)


def test_a_hash_is_the_plain_sha_256():
    assert sha256(b"abc") == hashlib.sha256(b"abc").digest()
