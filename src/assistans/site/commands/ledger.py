"""`assistans ledger`: balances, each kommun's debt, and the proof that everything sums to zero and ties out."""

import argparse
import json
from typing import Any

from assistans.municipalities import queries as kommuner
from assistans.payments import queries
from assistans.timeline.quantities import Ore, minutes_text

DIFFERS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the trial balance and the proofs; 1 when anything differs."""
    data = ledger()
    if args.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(data)
    return 0 if data["stammer"] else DIFFERS


def ledger() -> dict[str, Any]:
    """The ledger as plain data; amounts in kronor, debit positive."""
    balance, proofs = queries.trial_balance(), queries.proofs()
    unbalanced = queries.unbalanced_journals()
    return {
        "konton": [
            {
                "konto": line.konto,
                "namn": line.namn,
                "debet": Ore(line.debet_ore).kronor(),
                "kredit": Ore(line.kredit_ore).kronor(),
                "saldo": Ore(line.saldo_ore).kronor(),
            }
            for line in balance
        ],
        "kommuner": [
            {
                "kommun": row.kommun,
                "namn": row.namn,
                "manad": f"{row.manad:%Y-%m}",
                "arenden": row.arenden,
                "assistanstid_min": minutes_text(row.units),
                "belopp": Ore(row.belopp_ore).kronor(),
            }
            for row in kommuner.by_month()
        ],
        "kommunfordringar_skrivna": kommuner.control_total().stammer,
        "avstamningar": [
            {
                "vad": proof.vad,
                "ena": Ore(proof.ena_ore).kronor(),
                "andra": Ore(proof.andra_ore).kronor(),
                "stammer": proof.stammer,
            }
            for proof in proofs
        ],
        "hinder": [
            {"kod": row.kod, "antal": row.antal, "belopp": Ore(row.belopp_ore).kronor()}
            for row in queries.open_hinder()
        ],
        "obalanserade_journaler": unbalanced,
        "stammer": all(proof.stammer for proof in proofs) and not unbalanced,
    }


def _print(data: dict[str, Any]) -> None:
    print(f"{'Konto':<42}{'Debet':>16}{'Kredit':>16}{'Saldo':>16}")
    for row in data["konton"]:
        print(f"{row['namn']:<42}{row['debet']:>16}{row['kredit']:>16}{row['saldo']:>16}")
    for row in data["kommuner"]:
        print(
            f"{row['kommun']} {row['namn']:<20} {row['manad']} {row['arenden']:>6} ärenden {row['belopp']:>16} kr"
        )
    if not data["kommunfordringar_skrivna"]:
        print("Alla kommunfordringar är inte skrivna än: arbetaren (assistans worker) har arbete kvar.")
    for row in data["hinder"]:
        print(f"{row['kod']:<20} {row['antal']:>6} rader {row['belopp']:>16} kr")
    for proof in data["avstamningar"]:
        verdict = "stämmer" if proof["stammer"] else f"STÄMMER INTE: {proof['ena']} mot {proof['andra']} kr"
        print(f"{proof['vad']}: {verdict}")
    print(f"Journaler i obalans: {data['obalanserade_journaler']}")
