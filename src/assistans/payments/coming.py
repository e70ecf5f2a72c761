"""What coming pay days have to pay, counted in the database for a page that is opened often. Amounts in öre.

The decisions are those that a run of the day would take (`due.DECISIONS`). Payees and accounts are not tested here: that
reads personal data, and the run does it on its day. What hindered a row the last time is told instead.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from assistans.casework.models import Uppgift
from assistans.payments.due import DECISIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Rows due from one day with the same before them. `kod`: what hindered them or will (Betalningshinder); "" = nothing known.

    `belopp_ore` is what is left of them to pay; negative = paid too much.
    """

    dag: date
    kod: str
    antal: int
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestQueue:
    """Decisions that nobody is paid for before a second person has answered: how many, and their öre."""

    antal: int
    belopp_ore: int


def due_by_day(*, until: date) -> list[Waiting]:
    """What falls due up to and on a day, by the day from which each row is due, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_DAY, {"dag": until})
        return [
            Waiting(dag=dag, kod=kod, antal=count, belopp_ore=int(ore))
            for dag, kod, count, ore in cursor.fetchall()
        ]


def waiting_for_attest() -> AttestQueue:
    """The newest decision of each month with an open task to attest."""
    with connection.cursor() as cursor:
        cursor.execute(_ATTEST, {"slag": Uppgift.Slag.ATTEST})
        count, ore = cursor.fetchone()
    return AttestQueue(antal=count, belopp_ore=int(ore))


# What a month was given through the same anordnare before is taken off, as the run does.
_BY_DAY = f"""
WITH decisions AS MATERIALIZED ({DECISIONS}), rows AS MATERIALIZED (
  SELECT r.id, r.dag, r.beslut_id, r.belopp_ore - COALESCE((
           SELECT sum(u.belopp_ore) FROM casework_manadsbeslut e
             JOIN casework_beslutsrad p ON p.beslut_id = e.id AND p.via = r.via
             JOIN payments_utbetalning u ON u.beslutsrad_id = p.id
            WHERE e.arende_id = b.arende_id), 0) AS left_ore
    FROM decisions d JOIN casework_manadsbeslut b ON b.id = d.id JOIN payments_oreglerat o ON o.beslut_id = b.id
    JOIN casework_beslutsrad r ON r.id = o.beslutsrad_id
   WHERE o.dag <= %(dag)s
), told AS (
  SELECT rows.*, CASE WHEN left_ore < 0 THEN 'ATERKRAV_PROVAS' WHEN left_ore = 0 THEN 'INGEN_SKILLNAD' ELSE COALESCE((
           SELECT h.kod FROM payments_betalningshinder h
            WHERE h.beslutsrad_id = rows.id AND h.beslut_id = rows.beslut_id ORDER BY h.id DESC LIMIT 1), '') END AS kod
    FROM rows
)
SELECT dag, kod, count(*), sum(left_ore) FROM told GROUP BY dag, kod ORDER BY dag, kod
"""

_ATTEST = """
SELECT count(*), COALESCE(sum(newest.belopp_ore), 0) FROM casework_uppgift t
  CROSS JOIN LATERAL (SELECT b.belopp_ore FROM casework_manadsbeslut b
                       WHERE b.arende_id = t.arende_id ORDER BY b.nummer DESC LIMIT 1) newest
 WHERE t.slag = %(slag)s AND t.avslutad IS NULL
"""
