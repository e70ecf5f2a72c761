"""Profiles of the installation: whatever is missing stops, with the file's name and what it should look like."""

from dataclasses import dataclass

import pytest

from assistans.base.profile import read_profile


class Missing(RuntimeError):
    """The test's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The test's own."""

    namn: str
    ort: str = "Luleå"


def read(folder, text=None):
    path = folder / "min.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return read_profile(path, make=Profile, example='namn = "…"', error=Missing)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, r"There is no .*min\.toml\. Write it: namn ="),
        ("namn = ", r"min\.toml cannot be read"),
        ('namn = "A"\nfarg = "B"', r"mean nothing here: farg"),
        ('ort = "A"', r"lacks a key\. It looks like this: namn ="),
    ],
)
def test_what_is_missing_or_too_much_stops_and_names_the_file(tmp_path, text, said):
    with pytest.raises(Missing, match=said):
        read(tmp_path, text)


def test_a_whole_profile_is_read(tmp_path):
    assert read(tmp_path, 'namn = "Åre"') == Profile(namn="Åre")
