"""What a month pays: to whom, how much and which day, and the kommun's part of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistans.assessment.bedomning import Bedomning
from assistans.casework.akt import Manadsakt
from assistans.casework.models import Beslutsrad
from assistans.desks.handlaggare.held import named
from assistans.payments.models import Utbetalning


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRow:
    """One payment of a month, in öre. `badge` and `state` say how far it has come."""

    mottagare: str
    belopp: int
    dag: date
    state: str
    badge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KommunShare:
    """What a kommun answers for, in öre and converted minutes (exact)."""

    kommun: str
    belopp: int


def paid_rows(akt: Manadsakt, sent: Mapping[int, Utbetalning]) -> list[PaidRow]:
    """What the standing decision pays, or what would be paid if the month were decided now. `sent` is by decision row."""
    if akt.vy.gallande is not None:
        return [_decided(akt, row, sent.get(row.pk)) for row in akt.vy.betalas]
    return list(_forecast(akt.month.bedomning, akt.names)) if akt.month else []


def _decided(akt: Manadsakt, row: Beslutsrad, sent: Utbetalning | None) -> PaidRow:
    state, badge = "Betalas", "info"
    if sent is not None:
        state, badge = "Betald", "godkand"
    elif akt.vy.vantar_pa_attest:
        state, badge = "Väntar på attest", "vantar"
    elif row.dag < akt.today:
        state, badge = "Inte betald än", "vantar"
    return PaidRow(
        mottagare=row.anordnare.namn if row.anordnare else "Personen",
        belopp=sent.belopp_ore if sent else row.belopp_ore,
        dag=sent.korning.dag if sent else row.dag,
        state=state,
        badge=badge,
    )


def _forecast(bedomning: Bedomning, names: Mapping[str, str]) -> Iterator[PaidRow]:
    for row in bedomning.utbetalningar:
        yield PaidRow(
            mottagare="Personen" if row.mottagare == "person" else named(names, row.mottagare),
            belopp=int(row.belopp),
            dag=row.dag,
            state="Om månaden beslutas som den är",
            badge="neutral",
        )


def kommun_shares(bedomning: Bedomning, names: Mapping[str, str]) -> list[KommunShare]:
    """What each kommun answers for of the month (SFB 51:22); `names` are those of kommuner by kod."""
    return [
        KommunShare(
            kommun=names.get(part.kommun or "", part.kommun or "Kommun saknas"), belopp=int(part.belopp)
        )
        for part in bedomning.kommun
        if part.enheter
    ]


def payments_of(rows: Iterable[Beslutsrad]) -> dict[int, Utbetalning]:
    """The payments of decision rows, by row. One query."""
    found = Utbetalning.objects.filter(beslutsrad__in=[row.pk for row in rows]).select_related("korning")
    return {row.beslutsrad_id: row for row in found}
