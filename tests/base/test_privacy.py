import pytest
from tests.privacy import personnummer_in


@pytest.mark.parametrize("text", ["19900118-9811", "199001189811", "900118-9811", "för 9001189811."])
def test_a_personnummer_is_found_in_any_form(text):
    assert personnummer_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "199001189812",
        "tx 4b1f8a52-6a0c-4b0b-9d0a-0d1f6a1c7a10",
        "12345678901234567890",
        "2018-10-01 12.00",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert personnummer_in(text) == []
