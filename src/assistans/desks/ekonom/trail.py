"""A payment's way back as its page shows it: the trace in words, with letters for assistants and numbers for documents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from assistans.assessment.words import KINDS
from assistans.casework.koder import meaning
from assistans.desks.components import words
from assistans.desks.components.calculation import CalculationRow
from assistans.desks.components.shift_days import letters
from assistans.desks.ekonom.words import GRUNDER
from assistans.desks.web.senders import KANAL
from assistans.desks.web.signatures import check_names
from assistans.desks.web.texts import ROLLER
from assistans.timeline.quantities import converted_minutes

Rename = Callable[[str], str]
_LONG: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A comparison in words: what is compared, both figures as they are read, and whether they are the same."""

    vad: str
    ena: str
    andra: str
    stammer: bool

    @property
    def is_long(self) -> bool:
        """Whether a figure is a hash or a whole report: nothing that is read number by number."""
        return max(len(self.ena), len(self.andra)) > _LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFate:
    """A reported row in words and its minutes: approved, and what was taken and why."""

    dag: str
    tid: str
    slag: str
    godkand: int
    taken: tuple[tuple[str, str, int], ...]  # (`stoppad` or `vantar`, why, minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature by role: when, how many checks it passed and which were lowered, the OCSP answer, the certificate."""

    who: str
    datum: date
    number: int
    lowered: str
    ocsp: datetime | None
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document with its rows and assistant (none for a räkning), its signatures and its proof as the trace tells it."""

    id: str
    heading: str
    assistent: str
    kanal: str
    mottagen: datetime
    proof: Mapping[str, Any]
    rows: tuple[RowFate, ...]
    signatures: tuple[Signature, ...]

    @property
    def row_caption(self) -> str:
        """The table of its rows, for those who listen."""
        return f"{self.heading}, rader"

    @property
    def signature_caption(self) -> str:
        """The table of its signatures, for those who listen."""
        return f"{self.heading}, underskrifter"

    @property
    def godkand(self) -> int:
        """Approved raw minutes."""
        return sum(row.godkand for row in self.rows)

    @property
    def held(self) -> int:
        """Raw minutes that were stopped or wait."""
        return sum(minutes for row in self.rows for _, _, minutes in row.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What the page needs beside the trace itself."""

    parts: list[CalculationRow]
    documents: list[DocumentView]
    paragraphs: list[CalculationRow]
    checks: list[Check]
    payee_codes: list[tuple[str, str]]

    @property
    def differing(self) -> list[Check]:
        """The comparisons that do not agree."""
        return [check for check in self.checks if not check.stammer]


def trail_of(data: Mapping[str, Any]) -> Trail:
    """Put the trace (`payments.trace.trace`) into words."""
    rename = _renamer(data)
    called = named_assistants(report["assistent"] for report in data["rapporter"])
    documents = [_report(report, n, called) for n, report in enumerate(data["rapporter"], start=1)]
    if data["rakning"]:
        documents.append(_document(data["rakning"], heading="Räkningen"))
    return Trail(
        parts=[*map(_part, data["rad"]["delar"]), *_sum_rows(data)],
        documents=documents,
        paragraphs=[_paragraph(row, rename) for row in data["lagrum"]],
        checks=[_check(check, rename) for check in data["jamforelser"]],
        payee_codes=[(kod, meaning(kod)) for kod in data["betalning"]["mottagarkoder"]],
    )


def ore_of(kronor: str) -> int:
    """Öre of the trace's kronor with two decimals, negative too."""
    return int(kronor.replace(".", ""))


def named_assistants(keys: Iterable[str]) -> dict[str, str]:
    """A letter for each assistant, in the order of the reports: the trace knows no names."""
    unique = list(dict.fromkeys(keys))
    return {key: f"assistent {letter}" for key, letter in zip(unique, letters(len(unique)), strict=True)}


def _renamer(data: Mapping[str, Any]) -> Rename:
    """Keys and ids in the trace's sentences become what the page calls them."""
    called = named_assistants(report["assistent"] for report in data["rapporter"])
    called |= {report["tx_id"]: f"tidsredovisning {n}" for n, report in enumerate(data["rapporter"], start=1)}
    if data["rakning"]:
        called[data["rakning"]["tx_id"]] = "räkningen"
    if data["betalning"]["namn"]:
        called[data["betalning"]["mottagare"]] = data["betalning"]["namn"]

    def rename(text: str) -> str:
        for key, name in called.items():
            text = text.replace(key, name).replace(_capital(key), _capital(name))
        return text

    return rename


def _part(part: Mapping[str, Any]) -> CalculationRow:
    if part["grund"] != "timbelopp":
        return _amount(GRUNDER.get(part["grund"], part["grund"]), part["belopp"], part["lagrum"])
    hours = words.duration(converted_minutes(part["enheter"]))
    return _amount(f"{hours} à {_rate(part['timbelopp_ore'])} i timmen", part["belopp"], part["lagrum"])


def _sum_rows(data: Mapping[str, Any]) -> list[CalculationRow]:
    """What the month has had before is taken off; what is left is the payment."""
    before = ore_of(data["rad"]["tidigare_betalt"])
    rows = [CalculationRow(text="Redan betalt för månaden", amount=_kr(-before), unit="")] if before else []
    total = CalculationRow(
        text="Betalas", amount=_kr(ore_of(data["betalning"]["belopp"])), unit="", total=True
    )
    return [*rows, total]


def _amount(text: str, kronor: str, lagrum: str) -> CalculationRow:
    return CalculationRow(text=text, amount=_kr(ore_of(kronor)), unit="", lagrum=(lagrum,))


def _report(report: Mapping[str, Any], number: int, called: Mapping[str, str]) -> DocumentView:
    return _document(
        report,
        heading=f"Tidsredovisning {number}",
        assistent=called[report["assistent"]],
        rows=tuple(_row(row) for row in report["rader"]),
    )


def _document(
    proof: Mapping[str, Any], *, heading: str, assistent: str = "", rows: tuple[RowFate, ...] = ()
) -> DocumentView:
    return DocumentView(
        id=proof["tx_id"],
        heading=heading,
        assistent=assistent,
        kanal=KANAL.get(proof["kanal"], proof["kanal"]),
        mottagen=datetime.fromisoformat(proof["mottagen"]),
        proof=proof,
        rows=rows,
        signatures=tuple(_signature(row) for row in proof["underskrifter"]),
    )


def _signature(row: Mapping[str, Any]) -> Signature:
    return Signature(
        who=ROLLER.get(row["roll"], row["roll"]),
        datum=date.fromisoformat(row["datum"]),
        number=len(row["kontroller"]),
        lowered=", ".join(check_names(row["sankta"])),
        ocsp=datetime.fromisoformat(row["ocsp_tid"]) if row["ocsp_tid"] else None,
        certificate=row["certifikat"][0] if row["certifikat"] else "",
    )


def _row(row: Mapping[str, Any]) -> RowFate:
    day, _, rest = row["rad"].partition(" ")
    time, _, slag = rest.partition(" ")
    return RowFate(
        dag=day.lstrip("0"),
        tid=time.replace("-", "–"),
        slag=KINDS.get(slag, slag),
        godkand=row["godkand"],
        taken=tuple(
            (fate, meaning(kod), minutes)
            for fate in ("stoppad", "vantar")
            for kod, minutes in row[fate].items()
        ),
    )


def _paragraph(row: Mapping[str, Any], rename: Rename) -> CalculationRow:
    return CalculationRow(
        text=rename(row["text"]), amount="", unit="", lagrum=(row["lagrum"],), regler=tuple(row["regler"])
    )


def _check(check: Mapping[str, Any], rename: Rename) -> Check:
    ena, andra = (_figure(check[side], check["enhet"]) for side in ("ena", "andra"))
    return Check(vad=_capital(rename(check["vad"])), ena=ena, andra=andra, stammer=check["stammer"])


def _figure(value: int | str, enhet: str) -> str:
    if enhet == "öre" and isinstance(value, int):
        return _kr(value)
    if enhet == "enheter" and isinstance(value, int):
        return words.duration(converted_minutes(value))
    return str(value)


def _kr(ore: int) -> str:
    return words.kronor(ore)


def _rate(text: str) -> str:
    """Öre per hour, whole or an exact fraction, as kronor."""
    return words.kronor(int(text)) if text.isdigit() else f"{text} öre"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
