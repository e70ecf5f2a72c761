"""The same kind of county at any size, as files: registers, and documents a line each. Memory stays flat.

A folder per month with a file per `CHUNK` persons; a line is a JSON object: `slag` (tidredovisning, rakning), `id`,
`leverantor`, `dokument` (XML as text) and, where signed, `underskrifter` by role with `signature` and `ocspResponse`
(Base64) and `datumForSignatur`.
"""

import base64
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from assistans.base.clock import swedish_day
from assistans.base.files import private_folder
from assistans.site.pki.bankid import Signed, sign
from assistans.site.pki.folder import TestPki, open_pki
from assistans.site.synthetic import documents, plans, register_file
from assistans.site.synthetic.county import Individual, draw
from assistans.site.synthetic.documents import Dokument
from assistans.site.synthetic.plans import Manadsplan, Personplan, Rapport
from assistans.timeline.months import Month

CHUNK: Final = 100
PKI: Final = "pki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make, and where. `signed` needs a PKI in `out/pki`."""

    out: Path
    persons: int
    months: tuple[Month, ...]
    seed: int
    signed: bool

    def chunks(self) -> list["Chunk"]:
        """The work in parts."""
        starts = range(0, self.persons, CHUNK)
        return [
            Chunk(self, number, range(s, min(s + CHUNK, self.persons))) for number, s in enumerate(starts)
        ]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of the persons."""

    order: Order
    number: int
    indices: range

    def path(self, folder: str, suffix: str) -> Path:
        """The chunk's file in a folder of the output."""
        return private_folder(self.order.out / folder) / f"{self.number:05d}.{suffix}"


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made."""

    persons: int = 0
    documents: int = 0
    rows: int = 0

    def plus(self, other: "Made") -> "Made":
        """Add."""
        return Made(self.persons + other.persons, self.documents + other.documents, self.rows + other.rows)


def write(order: Order, *, processes: int, tell: Callable[[Made], None]) -> Made:
    """Make a county's files; `tell` is given the sum so far after each chunk."""
    private_folder(order.out)
    organisations = register_file.organisations(draw(order.seed))
    (order.out / "organisations.yaml").write_text("".join(organisations), encoding="utf-8")
    total = Made()
    with ProcessPoolExecutor(processes) as pool:
        for made in pool.map(write_chunk, order.chunks()):
            total = total.plus(made)
            tell(total)
    return total


def write_chunk(chunk: Chunk) -> Made:
    """Make the files of one chunk."""
    order = chunk.order
    county = draw(order.seed)
    known = [plans.clean(county, county.person(index), order.months) for index in chunk.indices]
    chunk.path("registers", "yaml").write_text("".join(register_file.people(known)), encoding="utf-8")
    made = Made(len(known))
    for month in order.months:
        made = made.plus(_write_month(chunk, known, month))
    return made


def _write_month(chunk: Chunk, known: list[Personplan], month: Month) -> Made:
    months = [plan.manader[month] for plan in known]
    lines = [
        json.dumps(entry, ensure_ascii=False) for each in months for entry in _entries(chunk.order, each)
    ]
    chunk.path(f"documents/{month}", "jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = sum(len(report.rader) for each in months for report in each.rapporter)
    return Made(0, len(lines), rows)


def _entries(order: Order, month: Manadsplan) -> Iterator[dict[str, Any]]:
    """The month's reports with one anordnare signature over all of them, then its räkning."""
    secretary = Secretary(order, month.month) if order.signed else None
    written = [(report, documents.tidredovisning(report, seed=order.seed)) for report in month.rapporter]
    shared = secretary.sign_for_anordnare(written) if secretary and written else None
    for report, document in written:
        entry = _entry("tidredovisning", document, report)
        if secretary:
            own = secretary.sign(report.assistent, [document])
            entry["underskrifter"] = {"assistent": own, "anordnare": shared}
        yield entry
    for rakning in month.rakningar:
        datum = swedish_day(signed_at(month.month))
        document = documents.rakning(rakning, seed=order.seed, datum=datum)
        entry = _entry("rakning", document, month.rapporter[0])
        if secretary:
            entry["underskrifter"] = {"person": secretary.sign(month.person.signer, [document])}
        yield entry


def _entry(slag: str, document: Dokument, report: Rapport) -> dict[str, Any]:
    supplier = report.anordnare.leverantor.organisationsnummer if report.anordnare else None
    return {
        "slag": slag,
        "id": str(document.id),
        "leverantor": supplier,
        "dokument": document.innehall.decode(),
    }


@dataclass(frozen=True, slots=True)
class Secretary:
    """Signs a month's documents with the PKI of the output folder."""

    order: Order
    month: Month

    def sign_for_anordnare(self, written: list[tuple[Rapport, Dokument]]) -> dict[str, str]:
        """One signature over all of a person's reports."""
        return self.sign(written[0][0].signer, [document for _, document in written])

    def sign(self, who: Individual, signed: list[Dokument]) -> dict[str, str]:
        """One signature over documents, as data."""
        signer = _pki(self.order.out / PKI).signer(personnummer=who.nummer, namn=who.namn)
        pairs = [document.pair for document in signed]
        return _data(sign(document_pairs=pairs, signer=signer, at=signed_at(self.month)))


def signed_at(month: Month) -> datetime:
    """When a month's documents are signed: at noon UTC on the third of the next."""
    first = month.shift(1).first
    return datetime(first.year, first.month, first.day, 12, tzinfo=UTC) + timedelta(days=2)


@cache
def _pki(folder: Path) -> TestPki:
    """Opened once in a process."""
    return open_pki(folder)


def _data(signed: Signed) -> dict[str, str]:
    return {
        "signature": base64.b64encode(signed.signature_xml).decode(),
        "ocspResponse": base64.b64encode(signed.ocsp_der).decode(),
        "datumForSignatur": signed.datum.isoformat(),
    }
