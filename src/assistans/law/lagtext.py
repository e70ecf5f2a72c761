"""The statutes' own words: the paragraphs that a lagrum names, and their text (law/text, no part of a law's version)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from string import ascii_lowercase
from typing import Final, NamedTuple

from assistans.law.statutes import Statute, cited

_LETTER: Final = r"\d+(?: [a-zåäö])?"
_WHERE: Final = re.compile(r"(?:(?P<chapter>\d+) kap\. )?(?P<list>\d[\d a-zåäö,–-]*?) ?§§?(?: .*)?")
_SHORT: Final = re.compile(rf"(?P<chapter>\d+):(?P<list>{_LETTER})(?: .*)?")
_STRETCH: Final = re.compile(rf"({_LETTER})(?: ?[–-] ?({_LETTER}))?")
_NAME_LAST: Final = re.compile(r"(?P<where>\d.*?§§?(?: \d+ (?:st|p)\.)*) (?P<name>\S.*)")


class UnknownLagrumError(LookupError):
    """A lagrum names no statute, or no paragraph, whose text is here. The message says which there are."""


class Paragraf(NamedTuple):
    """One paragraph of a statute. `chapter` is empty where the statute has none."""

    statute: Statute
    chapter: str
    number: str

    @property
    def lagrum(self) -> str:
        """The reference as jurists write it."""
        chapter = f"{self.chapter} kap. " if self.chapter else ""
        return f"{self.statute.name} {chapter}{self.number} §"


def paragraphs(text: str, statutes: Mapping[str, Statute]) -> list[Paragraf]:
    """Give the paragraphs that a lagrum names: `SFB 51 kap. 16 § 1 st.; F1091 7 §`, `SFB 51:16 b`, `9 a § LSS`.

    UnknownLagrumError when a part names no statute that is known, no paragraph, or one whose text is not here.
    """
    return [found for part in text.split(";") for found in _of_part(part.strip(), statutes)]


def lagtext(paragraf: Paragraf) -> str:
    """Give a paragraph's text with its heading and source, as Markdown; UnknownLagrumError when it is not here."""
    found = _texts(paragraf.statute).get((paragraf.chapter, _order(paragraf.number)))
    if found is None:
        raise UnknownLagrumError(f"{paragraf.lagrum}: {_why_not(paragraf)}")
    return found


def paragraphs_of(statute: Statute) -> list[Paragraf]:
    """Give every paragraph of a statute whose text is here, in the statute's order."""
    places = sorted(_texts(statute), key=lambda place: (int(place[0] or 0), place[1]))
    return [Paragraf(statute, chapter, f"{number} {letter}".strip()) for chapter, (number, letter) in places]


def _of_part(part: str, statutes: Mapping[str, Statute]) -> Iterator[Paragraf]:
    statute, where = _statute(part, statutes)
    if statute.missing is not None:
        raise UnknownLagrumError(f"{part}: the text is not here. {statute.missing}")
    match = _SHORT.fullmatch(where) or _WHERE.fullmatch(where)
    if match is None:
        raise UnknownLagrumError(f"{part}: names no paragraph, such as {statute.name} {_example(statute)}")
    for numbers in re.split(r", | och ", match["list"].strip()):
        yield from _stretch(part, statute, match["chapter"] or "", numbers)


def _statute(part: str, statutes: Mapping[str, Statute]) -> tuple[Statute, str]:
    if found := cited(part, statutes):
        return found, part.removeprefix(found.name).strip()
    named_last = _NAME_LAST.fullmatch(part)
    if named_last and (found := _named(named_last["name"], statutes)):
        return found, named_last["where"]
    raise UnknownLagrumError(f"{part!r} names no statute that is known; known are {', '.join(statutes)}")


def _named(name: str, statutes: Mapping[str, Statute]) -> Statute | None:
    wanted = name.casefold()
    for statute in statutes.values():
        if wanted in {statute.name.casefold(), statute.title.casefold(), _plain(statute.title)}:
            return statute
    return None


def _plain(title: str) -> str:
    return re.sub(r" \(\d+:\d+\).*", "", title).casefold()


def _stretch(part: str, statute: Statute, chapter: str, numbers: str) -> Iterator[Paragraf]:
    match = _STRETCH.fullmatch(numbers.strip())
    if match is None:
        raise UnknownLagrumError(f"{part}: {numbers!r} is no paragraph")
    first, last = match[1], match[2] or match[1]
    for end in (first, last):
        lagtext(Paragraf(statute, chapter, end))
    for place in sorted(_texts(statute)):
        if place[0] == chapter and _order(first) <= place[1] <= _order(last):
            number, letter = place[1]
            yield Paragraf(statute, chapter, f"{number} {letter}".strip())


def _order(number: str) -> tuple[int, str]:
    digits, _, letter = number.partition(" ")
    return int(digits), letter


def _why_not(paragraf: Paragraf) -> str:
    if paragraf.statute.missing is not None:
        return f"the text is not here. {paragraf.statute.missing}"
    known = sorted(order for chapter, order in _texts(paragraf.statute) if chapter == paragraf.chapter)
    if known:
        return f"no such paragraph is here; those here are {', '.join(f'{n} {a}'.strip() for n, a in known)}"
    chapters = sorted({int(chapter) for chapter, _ in _texts(paragraf.statute) if chapter})
    if chapters:
        return f"no such chapter is here; those here are {', '.join(map(str, chapters))}"
    return "the statute has no chapters"


def _example(statute: Statute) -> str:
    return "51 kap. 16 §" if any(chapter for chapter, _ in _texts(statute)) else "9 §"


def _texts(statute: Statute) -> Mapping[tuple[str, tuple[int, str]], str]:
    return _read(statute.folder) if statute.folder else {}


@cache
def _read(folder: str) -> Mapping[tuple[str, tuple[int, str]], str]:
    place = resources.files("assistans.law") / "text" / folder
    if not place.is_dir():
        return {}
    return {_place(entry.name): entry.read_text(encoding="utf-8") for entry in place.iterdir()}


def _place(name: str) -> tuple[str, tuple[int, str]]:
    # 51-16b.md, 05a.md
    chapter, _, number = name.removesuffix(".md").rpartition("-")
    digits = number.rstrip(ascii_lowercase)
    return chapter, (int(digits), number.removeprefix(digits))
