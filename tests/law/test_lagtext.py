"""Every lagrum leads to the statute's own words, or to a written reason why they are not here."""

import re
from importlib import resources
from pathlib import Path

import pytest

from assistans.law import Paragraf, UnknownLagrumError, builtin, lagtext, load, paragraphs, paragraphs_of
from assistans.law.statutes import cited

LAW = builtin()
STATUTES = LAW.statutes
SOURCE = Path(__file__).parents[2] / "src" / "assistans"
NUMBER = r"\d+(?: [a-z](?![a-zåäö]))?"
NUMBERS = rf"{NUMBER}(?:(?:–|-|, | och | and | or ){NUMBER})*"
ABBREVIATED = re.compile(rf"\b(SFB|F1091|LSS|HemL|FL|RäntL) ((?:\d+ kap\. )?{NUMBERS}) §§?")
SHORT = re.compile(r"\bSFB (\d+:\d+)( [abc]\b)?")
IN_WORDS = re.compile(
    rf"((?:\d+ kap\. )?{NUMBERS} §§?) (socialförsäkringsbalken|förvaltningslagen|räntelagen)"
)


def lagrum_of_the_tree():
    entries = [*LAW.parameters.values(), *LAW.observations.values(), *LAW.free_days.values()]
    for lagrum in {entry.lagrum for entry in entries}:
        for text in (lagrum.text, *(text for _, text in lagrum.earlier)):
            yield from text.split("; ")


def lagrum_of_the_code():
    for path in SOURCE.rglob("*"):
        if path.suffix not in {".py", ".yaml", ".html"} or "text" in path.relative_to(SOURCE).parts:
            continue
        text = path.read_text(encoding="utf-8")
        for name, where in ABBREVIATED.findall(text):
            yield path, f"{name} {where} §".replace(" and ", " och ").replace(" or ", " och ")
        for where, letter in SHORT.findall(text):
            yield path, f"SFB {where}{letter}"
        for where, name in IN_WORDS.findall(text):
            yield path, f"{where} {name}"


@pytest.mark.parametrize("lagrum", sorted(set(lagrum_of_the_tree())))
def test_every_lagrum_of_the_tree_has_its_text_or_a_reason_why_not(lagrum):
    statute = cited(lagrum, STATUTES)
    assert statute is not None, f"{lagrum} names no statute of forfattningar.yaml"
    if statute.missing is None:
        assert [lagtext(paragraf) for paragraf in paragraphs(lagrum, STATUTES)]


def test_every_lagrum_of_the_code_has_its_text():
    found = list(lagrum_of_the_code())
    wrong = []
    for path, lagrum in found:
        try:
            assert paragraphs(lagrum, STATUTES)
        except UnknownLagrumError as error:
            wrong.append(f"{path.relative_to(SOURCE)}: {error}")
    assert wrong == []
    assert len(found) > 150


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SFB 51 kap. 16 § 1 st. 2 p.", ["SFB 51 kap. 16 §"]),
        ("SFB 51:16 b", ["SFB 51 kap. 16 b §"]),
        ("SFB 106 kap. 24–25 a §§", ["SFB 106 kap. 24 §", "SFB 106 kap. 25 §", "SFB 106 kap. 25 a §"]),
        ("SFB 51 kap. 9 och 14 §§", ["SFB 51 kap. 9 §", "SFB 51 kap. 14 §"]),
        ("F1091 7, 11 a §§", ["F1091 7 §", "F1091 11 a §"]),
        ("SFB 51 kap. 14 §; F1091 9 §", ["SFB 51 kap. 14 §", "F1091 9 §"]),
        ("51 kap. 14 § socialförsäkringsbalken", ["SFB 51 kap. 14 §"]),
        ("25 § förvaltningslagen", ["FL 25 §"]),
        ("51 kap. 16 § 1 st. 2 p. SFB", ["SFB 51 kap. 16 §"]),
        ("9 a § LSS", ["LSS 9 a §"]),
        ("HemL 2-3 §§", ["HemL 2 §", "HemL 3 §"]),
    ],
)
def test_a_lagrum_is_read_as_jurists_write_it(written, meant):
    assert [paragraf.lagrum for paragraf in paragraphs(written, STATUTES)] == meant


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("BrB 9 kap. 1 §", "names no statute that is known; known are SFB, F1091"),
        ("51 kap. 16 § brottsbalken", "names no statute that is known"),
        ("", "names no statute"),
        ("SFB", "names no paragraph, such as SFB 51 kap. 16 §"),
        ("F1091", "names no paragraph, such as F1091 9 §"),
        ("SFB 51 kap. 99 §", "no such paragraph is here; those here are 1, 2, 3"),
        ("SFB 51 kap. 14–99 §§", "no such paragraph is here"),
        ("SFB 52 kap. 1 §", "no such chapter is here; those here are 5, 51, 106"),
        ("SFB 16 §", "no such chapter is here"),
        ("F1091 5 kap. 1 §", "the statute has no chapters"),
        ("SFB 51 kap. 1 x 2 §", "'1 x 2' is no paragraph"),
        ("ATL 10 b §", "the text is not here. Lagen hör till arbetsrätten"),
        ("FKFS 2016:4", "Texten är inte läst"),
    ],
)
def test_what_cannot_be_found_says_what_there_is(written, problem):
    with pytest.raises(UnknownLagrumError, match=re.escape(problem)):
        paragraphs(written, STATUTES)


@pytest.mark.parametrize("name", ["SFB", "F1091"])
def test_the_example_of_how_a_lagrum_is_written_is_one(name):
    with pytest.raises(UnknownLagrumError) as told:
        paragraphs(name, STATUTES)
    example = str(told.value).partition("such as ")[2]
    assert [paragraf.lagrum for paragraf in paragraphs(example, STATUTES)] == [example]


def test_the_example_of_a_statute_without_texts_has_no_chapter():
    other = load("statutes: {XL: {title: X-lagen (1999:1), folder: x-1999-1}}")
    with pytest.raises(UnknownLagrumError, match=r"names no paragraph, such as XL 9 §$"):
        paragraphs("XL", other.statutes)


def test_a_text_says_its_source_and_the_wording_it_has():
    text = lagtext(paragraphs("SFB 51 kap. 16 b §", STATUTES)[0])
    assert text.startswith(
        "# 51 kap. 16 b §\n\n> Socialförsäkringsbalken (2010:110), konsoliderad till och med"
    )
    assert "Lydelse enligt SFS 2021:878." in text
    assert "senast två veckor efter den dag då den försäkrade underrättades" in text


def test_every_text_has_a_heading_a_source_and_ends_with_its_own_wording():
    files = [
        entry
        for folder in (resources.files("assistans.law") / "text").iterdir()
        for entry in folder.iterdir()
    ]
    assert len(files) > 200
    for entry in files:
        heading, source, *blocks = entry.read_text(encoding="utf-8").strip().split("\n\n")
        assert re.fullmatch(r"# (?:\d+ kap\. )?\d+(?: [a-z])? §", heading), entry.name
        wording = re.search(r"^> .* \(\d{4}:\d+\).* Lydelse enligt SFS (\d{4}:\d+)", source)
        assert wording, entry.name
        marked = re.findall(r"(?:Lag|Förordning) ?\((\d{4}:\d+)\)\.?$", blocks[-1])
        assert marked in ([], [wording[1]]), entry.name


def test_a_paragraph_of_a_statute_without_texts_says_why_there_are_none():
    with pytest.raises(
        UnknownLagrumError, match=r"ATL 10 b §: the text is not here\. Lagen hör till arbetsrätten"
    ):
        lagtext(Paragraf(STATUTES["ATL"], "", "10 b"))


def test_a_statute_whose_folder_is_not_there_has_no_texts():
    other = load("statutes: {XL: {title: X-lagen (1999:1), folder: x-1999-1}}")
    with pytest.raises(UnknownLagrumError, match=r"XL 1 §: the statute has no chapters$"):
        paragraphs("XL 1 §", other.statutes)


def test_texts_are_no_part_of_a_laws_version():
    assert "Assistansersättning enligt 14 § betalas inte ut" not in LAW.text


def test_a_statutes_paragraphs_come_in_its_own_order():
    found = [paragraf.lagrum for paragraf in paragraphs_of(STATUTES["SFB"])]
    assert (
        found.index("SFB 51 kap. 9 §") < found.index("SFB 51 kap. 16 §") < found.index("SFB 51 kap. 16 b §")
    )
    assert found.index("SFB 51 kap. 24 §") < found.index("SFB 106 kap. 24 §")
    assert len(found) == len(set(found)) > 60


def test_a_statute_without_texts_has_no_paragraphs_here():
    assert paragraphs_of(STATUTES["ATL"]) == []
