"""`assistans assess --recompute STORED.json [FILE]`: a kept assessment made again, and why it comes out otherwise."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from assistans.assessment.case_files import read_month
from assistans.assessment.omrakning import OmrakningDifference, assess_again, difference_lines
from assistans.cli_files import REFUSED, one_line
from assistans.facts import CaseError
from assistans.law import Law, read_file

MAX_CHARACTERS: Final = 64 * 1024 * 1024  # a month at the limits, with every row told, is well below
SAME, DIFFERS, INVALID = 0, 1, 2
_REFUSED: Final = (*REFUSED, RecursionError, ValueError)
SAYS: Final = {
    ("fakta",): "fakta: det som nu är känt ger ett annat resultat",
    ("lag",): "lag: den lag som gäller nu är en annan än den som beslutade",
    ("kod",): "kod: programmet räknar på ett annat sätt än då",
    (
        "lag",
        "kod",
    ): "lag eller kod: båda har ändrats; räkna om med den sparade lagens text (--law) för att skilja dem åt",
    (): "det sparade resultatet: samma lag och kod ger något annat än vad som är sparat",
}


def run(stored: str, files: Sequence[str], *, law: Law) -> int:
    """Make a kept assessment again; 0 when it comes out the same, 1 with the cause when not, 2 when it cannot be read."""
    if len(files) > 1:
        sys.stderr.write("assistans assess: --recompute takes one FILE at most\n")
        return INVALID
    try:
        found = _again(stored, files, law)
    except _REFUSED as error:
        sys.stderr.write(f"{stored}: {one_line(error)}\n")
        return INVALID
    sys.stdout.writelines(f"{line}\n" for one in found for line in _lines(one))
    if not found:
        sys.stdout.write("Samma resultat.\n")
    return DIFFERS if found else SAME


def _again(stored: str, files: Sequence[str], law: Law) -> tuple[OmrakningDifference, ...]:
    with Path(stored).open(encoding="utf-8") as file:
        kept = file.read(MAX_CHARACTERS + 1)
    if len(kept) > MAX_CHARACTERS:
        raise CaseError("", f"is longer than {MAX_CHARACTERS} characters, and no more is read")
    data = json.loads(kept)
    if not isinstance(data, Mapping):
        raise CaseError("", "is no assessment kept by `assistans assess --json`")
    underlag = read_month(read_file(Path(files[0]))) if files else None
    return assess_again(data, law=law, underlag=underlag)


def _lines(found: OmrakningDifference) -> list[str]:
    told = (f"  {line}" for line in difference_lines(found.nycklar))
    return [f"Orsak: {SAYS[tuple(map(str, found.orsaker))]}.", *told]
