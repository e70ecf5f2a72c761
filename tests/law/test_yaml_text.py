import pytest

from assistans.law import YamlTextError, read_file, read_yaml


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\na: 2", "the key 'a' stands twice"),
        ("a: &x 1\nb: *x", "aliases and anchors"),
        ("a: !!int 1", "tags are not allowed"),
        ("a: !python/object:os.system x", "tags are not allowed"),
        ("[a]: 1", "a key must be plain text"),
        ("a: [1", "not valid YAML"),
        ("a: 1\n---\nb: 2", "expected one YAML document, found 2"),
        ("", "expected one YAML document, found 0"),
        ("[" * 60 + "]" * 60, "nested deeper"),
        ("{a: " * 60 + "1" + "}" * 60, "nested deeper"),
        ("a: \x00", "not valid YAML"),
    ],
)
def test_anything_surprising_is_refused(text, problem):
    with pytest.raises(YamlTextError, match=problem):
        read_yaml(text)


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(YamlTextError, match="longer than"):
        read_yaml("a" * 4_000_001)


def test_more_values_than_any_file_needs_are_refused():
    with pytest.raises(YamlTextError, match="more than 500000 values"):
        read_yaml("[" + "a," * 600_000 + "a]")


def test_of_a_file_that_is_too_long_no_more_is_read_than_shows_it(tmp_path):
    path = tmp_path / "long.yaml"
    path.write_text("å" * 4_100_000, encoding="utf-8")
    assert len(read_file(path)) == 4_000_001


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text("namn: Åsa\n", encoding="utf-8")
    assert read_file(path) == "namn: Åsa\n"


def test_every_scalar_is_text():
    read = read_yaml("{a: 5:00, b: no, c: 2018-10-01, d: 0180, e: 1.50, f: null, g: true}")
    assert read == {
        "a": "5:00",
        "b": "no",
        "c": "2018-10-01",
        "d": "0180",
        "e": "1.50",
        "f": "null",
        "g": "true",
    }


def test_the_line_of_what_is_no_yaml_is_told():
    with pytest.raises(YamlTextError, match=r"not valid YAML: .* \(line 2\)"):
        read_yaml("a: 1\nb: }\nc: 3\n")


def test_the_line_of_a_mistake_is_told():
    with pytest.raises(YamlTextError, match="line 3"):
        read_yaml("a: 1\nb: 2\na: 3\n")
