"""What the demo came to: counts and sums, and the proofs that all of it ties out. Money in kronor with two decimals."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, QuerySet, Sum

from assistans.base import instance
from assistans.base.access import reading
from assistans.casework.models import Manadsarende, Manadsbeslut, Uppgift
from assistans.intake.models import Avvisning, Handling, Kvittens
from assistans.payments.models import Bankfil, Betalningshinder, Utbetalning
from assistans.payments.queries import proofs, trial_balance
from assistans.payments.trace import find_payment, trace
from assistans.site.demo.faults import FAULTS
from assistans.site.demo.people import Guest
from assistans.site.demo.rakning_faults import RAKNING_FAULTS
from assistans.site.demo.registering import BY
from assistans.site.demo.story import Story
from assistans.timeline.quantities import Ore

UTFALL: Final = ("beviljat", "delvis", "vantar", "avslag", "noll")
DECISIONS: Final = ("maskinellt", "bifall", "delvis", "avslag")


@dataclass(frozen=True, slots=True)
class Proof:
    """Two figures that must be the same."""

    what: str
    one: int | str
    other: int | str

    @property
    def holds(self) -> bool:
        """Whether they are."""
        return self.one == self.other


@dataclass(slots=True)
class Summary:
    """Everything that is printed. `sums` is the same for the same seed, whatever order the messages were sent in."""

    sums: dict[str, Any]
    proofs: list[Proof] = field(default_factory=list)
    zeroes: list[str] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)

    @property
    def ties_out(self) -> bool:
        """Whether every proof holds and no kind is at zero."""
        return not self.zeroes and all(proof.holds for proof in self.proofs)

    def to_data(self) -> dict[str, Any]:
        """Plain data."""
        proofs = [{"what": p.what, "one": p.one, "other": p.other, "holds": p.holds} for p in self.proofs]
        return {**self.sums, "proofs": proofs, "at_zero": self.zeroes, "ties_out": self.ties_out}

    def text(self) -> str:
        """The same for people: a line for each figure."""
        lines = [line for name, value in self.sums.items() for line in _lines(name, value)]
        proofs = [f"{'ok ' if p.holds else 'NO '} {p.what}: {p.one} = {p.other}" for p in self.proofs]
        zeroes = [f"NO  at zero: {name}" for name in self.zeroes]
        end = "Everything ties out." if self.ties_out else "It does NOT tie out."
        return "\n".join((*lines, "", *proofs, *zeroes, "", end))


def summarise(story: Story, *, home: Path) -> Summary:
    """Count and sum what the database holds, and prove it against the files and the plan."""
    sums = {
        "seed": story.plan.seed,
        "persons": len(story.plan.persons),
        "assistants": len({u.assistent for plan in story.plan.persons for u in plan.uppgifter}),
        "documents": _documents(),
        "documents_by_level": _levels(),
        "documents_in_external_test": Handling.objects.exclude(miljo="").count(),
        "refused_at_the_door": _refused(),
        "faults": dict(sorted(story.faults.items())),
        "repeats": story.repeats,
        "months_by_utfall": _months(),
        "decisions_by_kind": _decisions(),
        "observations_by_code": _observations(),
        "open_uppgifter": Uppgift.objects.filter(avslutad__isnull=True).count(),
        "pay_runs": [_run(result.to_data()) for result in story.korningar],
        "paid": _kronor(_paid()),
        "municipal_share": _kronor(sum(result.kommun_ore for result in story.korningar)),
        "invoices": {faktura.nummer: _kronor(faktura.belopp_ore) for faktura in story.fakturor},
        "held": _held(),
        "ledger": {line.konto: _kronor(line.saldo_ore) for line in trial_balance()},
        "ledger_balance": _kronor(sum(line.saldo_ore for line in trial_balance())),
    }
    summary = Summary(sums)
    summary.proofs = [*_proofs(story, home / "bank")]
    leaked = [path.name for path in _written(home) if _names_somebody(path, story)]
    summary.proofs.append(Proof("Files of log and bank that name a personnummer", len(leaked), 0))
    summary.zeroes = [*_zeroes(story, sums)] if story.plan.is_whole else []
    return summary


def _documents() -> dict[str, int]:
    rows = Handling.objects.filter(miljo="").values_list("slag").annotate(antal=Count("id")).order_by("slag")
    return dict(rows)


def _levels() -> dict[str, int]:
    rows = (
        Kvittens.objects.filter(handling__miljo="")
        .values_list("niva")
        .annotate(antal=Count("handling", distinct=True))
    )
    found = dict(rows.order_by("niva"))
    return {niva: found.get(niva, 0) for niva in Kvittens.Niva.values}


def _refused() -> dict[str, int]:
    """By fault and code. Too many calls is said once: how many it takes depends on how fast the machine is."""
    rows = (
        Avvisning.objects.values_list("fault", "code").annotate(antal=Count("id")).order_by("fault", "code")
    )
    return {f"{fault} {code}".strip(): antal for fault, code, antal in rows if fault != "TooMany"}


def _months() -> dict[str, int]:
    found = Counter(Manadsarende.objects.values_list("utfall", flat=True))
    return {utfall: found[utfall] for utfall in UTFALL}


def _decisions() -> dict[str, int]:
    found = Counter(Manadsbeslut.objects.values_list("kind", flat=True))
    return {kind: found[kind] for kind in DECISIONS}


def _observations() -> dict[str, int]:
    """In how many months each code was seen, at the end or earlier."""
    seen = set(Uppgift.objects.filter(slag=Uppgift.Slag.IAKTTAGELSE).values_list("arende_id", "kod"))
    for pk, result in Manadsarende.objects.filter(resultat__isnull=False).values_list("pk", "resultat"):
        seen |= {(pk, kod) for kod in result["iakttagelser"]}
    return dict(sorted(Counter(kod for _, kod in seen).items()))


def _run(data: dict[str, Any]) -> dict[str, Any]:
    """A pay run without its random identifiers."""
    hinder = Counter(row["kod"] for row in data["hinder"])
    kept = {key: data[key] for key in ("dag", "antal", "belopp", "kommun", "beslut")}
    return {**kept, "hinder": dict(sorted(hinder.items()))}


def _held() -> dict[str, Any]:
    """Months that nobody has decided."""
    rows = Manadsarende.objects.filter(lage=Manadsarende.Lage.OPPET)
    return {"months": rows.count(), "hindered_payments": Betalningshinder.objects.count()}


def _paid() -> int:
    return int(Utbetalning.objects.aggregate(summa=Sum("belopp_ore", default=0))["summa"])


def _proofs(story: Story, bank: Path) -> Iterator[Proof]:
    acknowledged = set(story.office.receipts.values())
    kept = Handling.objects.filter(tx_id__in=acknowledged).count()
    yield Proof("Every acknowledged tx-id is kept", len(acknowledged), kept)
    decided = sum(beslut.belopp_ore for beslut in _standing())
    yield Proof("What is decided is paid", _kronor(decided), _kronor(_paid()))
    in_runs = sum(result.belopp_ore for result in story.korningar)
    yield Proof("The pay runs' totals are the payments'", _kronor(in_runs), _kronor(_paid()))
    testing = Kvittens.objects.exclude(handling__miljo="").exclude(niva__in=["mottagen", "giltig"])
    yield Proof("What came to the external test environment was not assessed", testing.count(), 0)
    for fil in Bankfil.objects.select_related("korning").order_by("id"):
        yield from _bank_file(fil, bank)
    last = Utbetalning.objects.filter(korning__dag=story.korningar[-1].dag)
    first_run = story.korningar[0].kommun_ore
    invoiced = sum(faktura.belopp_ore for faktura in story.fakturor)
    yield Proof(
        "The kommuner are invoiced what the first run paid for them", _kronor(first_run), _kronor(invoiced)
    )
    what = "Every payment of the last run leads back to its rows, signatures and paragraphs"
    yield Proof(what, last.count(), _led_back(last))
    for proof in proofs():
        yield Proof(proof.vad, _kronor(proof.ena_ore), _kronor(proof.andra_ore))


def _led_back(payments: QuerySet[Utbetalning]) -> int:
    """How many payments `assistans why` can follow with every comparison holding."""
    return sum(trace_of(str(payment))["stammer"] for payment in payments.values_list("public_id", flat=True))


def trace_of(payment: str) -> dict[str, Any]:
    """What `assistans why` tells of a payment, read and logged as it does."""
    found = find_payment(payment)
    whose = found.beslutsrad.beslut.arende.person.public_id
    clock = instance.clock()
    with reading(who=BY, whose=whose, what=f"betalning {payment}", why="demons egen kontroll", clock=clock):
        return trace(found)


def _standing() -> list[Manadsbeslut]:
    rows = Manadsbeslut.objects.order_by("arende_id", "-nummer")
    return list(rows.distinct("arende_id"))


def _bank_file(fil: Bankfil, bank: Path) -> Iterator[Proof]:
    """The file on disk, read by another parser than the one that wrote it."""
    root = ET.parse(bank / fil.namn).getroot()  # noqa: S314 - our own file
    name = fil.korning.dag.isoformat()
    amounts = [_ore(element.text or "") for element in root.iterfind(".//{*}InstdAmt")]
    yield Proof(f"Bank file {name}: its payments are the run's", len(amounts), fil.korning.antal)
    yield Proof(f"Bank file {name}: their sum is the run's", sum(amounts), fil.korning.belopp_ore)
    control = _ore(root.findtext(".//{*}GrpHdr/{*}CtrlSum") or "")
    yield Proof(f"Bank file {name}: its control sum is theirs", control, sum(amounts))


def _written(home: Path) -> Iterator[Path]:
    """What the server wrote for others to read."""
    yield home / "server.log"
    yield from (path for folder in ("log", "bank") for path in sorted((home / folder).iterdir()))


def _names_somebody(path: Path, story: Story) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    people = {plan.person.individual for plan in story.plan.persons}
    people |= {uppgift.assistent for plan in story.plan.persons for uppgift in plan.uppgifter}
    return any(individual.nummer in text or individual.nummer[2:] in text for individual in people)


def _zeroes(story: Story, sums: dict[str, Any]) -> Iterator[str]:
    planned = {kod for month in story.plan.months() for kod in {**month.koder, **(month.koder_sist or {})}}
    yield from (f"observation {kod}" for kod in sorted(planned) if not sums["observations_by_code"].get(kod))
    faults = [fault.name for fault in (*FAULTS, *RAKNING_FAULTS)]
    yield from (f"fault {name}" for name in faults if not story.faults[name])
    for key in ("documents_by_level", "months_by_utfall", "decisions_by_kind"):
        yield from (f"{key}: {name}" for name, count in sums[key].items() if not count)
    yield from (f"pay run {run['dag']}" for run in sums["pay_runs"] if not run["antal"])


def _kronor(ore: int) -> str:
    return Ore(ore).kronor()


def _ore(text: str) -> int:
    kronor, _, ore = text.partition(".")
    return int(kronor) * 100 + int(f"{ore:0<2}"[:2])


def _lines(name: str, value: Any) -> list[str]:
    title = name.replace("_", " ")
    if isinstance(value, dict):
        return [f"{title}:", *(f"  {key:<32} {_plain(each)}" for key, each in value.items())]
    if isinstance(value, list):
        return [line for each in value for line in _lines(name, each)]
    return [f"{title:<34} {value}"]


def _plain(value: Any) -> str:
    return (
        ", ".join(f"{key} {each}" for key, each in value.items()) if isinstance(value, dict) else str(value)
    )
