"""What a pay run did, as its caller sees it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistans.payments.models import Bankfil, Utbetalningskorning
from assistans.payments.plan import Plan
from assistans.timeline.quantities import Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrad:
    """One row that was not paid, by its public id: code, text and what is left to pay in öre."""

    beslutsrad: str
    kod: str
    text: str
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Korningsresultat:
    """What a run did. `korning` and `fil` are None when there was nothing to write. Amounts in öre."""

    dag: date
    korning: str | None
    nummer: int | None
    antal: int
    belopp_ore: int
    kommun_ore: int
    beslut: int
    hinder: tuple[Hindrad, ...]
    fil: str | None
    fil_sha256: str | None

    def to_data(self) -> dict[str, Any]:
        """Plain data: amounts in kronor with two decimals."""
        return {
            "dag": self.dag.isoformat(),
            "korning": self.korning,
            "nummer": self.nummer,
            "antal": self.antal,
            "belopp": Ore(self.belopp_ore).kronor(),
            "kommun": Ore(self.kommun_ore).kronor(),
            "beslut": self.beslut,
            "hinder": [
                {
                    "beslutsrad": row.beslutsrad,
                    "kod": row.kod,
                    "text": row.text,
                    "belopp": Ore(row.belopp_ore).kronor(),
                }
                for row in self.hinder
            ],
            "fil": self.fil,
            "sha256": self.fil_sha256,
        }


def nothing(dag: date) -> Korningsresultat:
    """What a run did that found nothing to write."""
    return Korningsresultat(
        dag=dag,
        korning=None,
        nummer=None,
        antal=0,
        belopp_ore=0,
        kommun_ore=0,
        beslut=0,
        hinder=(),
        fil=None,
        fil_sha256=None,
    )


def outcome_of(plan: Plan, korning: Utbetalningskorning, fil: Bankfil | None) -> Korningsresultat:
    """What a run did."""
    return Korningsresultat(
        dag=plan.dag,
        korning=str(korning.public_id),
        nummer=korning.nummer,
        antal=korning.antal,
        belopp_ore=korning.belopp_ore,
        kommun_ore=korning.kommun_ore,
        beslut=len(plan.forsta_gangen),
        hinder=tuple(
            Hindrad(
                beslutsrad=str(row.forfallen.rad.public_id),
                kod=row.kod.value,
                text=row.text,
                belopp_ore=row.forfallen.kvar_ore,
            )
            for row in plan.hinder
        ),
        fil=fil.namn if fil else None,
        fil_sha256=fil.sha256.hex() if fil else None,
    )
