from datetime import date

import pytest

from assistans.law import LawTextError
from assistans.law.nodes import day_of, entry_of, items, mapping, maybe_text, text_of, texts


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        (lambda: mapping(["a"], "x"), "x: expected a mapping"),
        (lambda: mapping("a", "x"), "x: expected a mapping"),
        (lambda: items({"a": "b"}, "x"), "x: expected a list"),
        (lambda: items("a", "x"), "x: expected a list"),
        (lambda: text_of("", "x"), "x: expected a text"),
        (lambda: text_of(["a"], "x"), "x: expected a text"),
        (lambda: texts(["a", ["b"]], "x"), "x: expected a text"),
        (lambda: maybe_text({"k": []}, "k", "x"), "x.k: expected a text"),
        (lambda: day_of("2018-02-30", "x"), "x: '2018-02-30' is not a date"),
        (lambda: day_of({"a": "b"}, "x"), "x: .* is not a date"),
        (lambda: entry_of("x", "a", ("k",)), "x: expected a mapping"),
        (lambda: entry_of("x", {"k": "a", "n": "b"}, ("k",)), "x: missing nothing; unknown n"),
        (lambda: entry_of("x", {"o": "a"}, ("k", "l"), ("o",)), "x: missing k, l; unknown nothing"),
    ],
)
def test_a_piece_of_another_kind_is_refused_by_the_entrys_name(read, problem):
    with pytest.raises(LawTextError, match=problem):
        read()


def test_pieces_are_read_as_they_stand():
    assert entry_of("x", {"k": "a", "o": "b"}, ("k",), ("o", "p")) == {"k": "a", "o": "b"}
    assert (maybe_text({"k": "a"}, "k", "x"), maybe_text({}, "k", "x")) == ("a", None)
    assert texts(["a", "b"], "x") == ("a", "b")
    assert day_of("2018-10-01", "x") == date(2018, 10, 1)
