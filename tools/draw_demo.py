"""Draw what `assistans demo --once --json` printed: the README's picture. Reads JSON on standard input, writes SVG.

assistans demo --once --json | python tools/draw_demo.py > docs/pictures/demo.svg
"""

import json
import sys
from typing import Any
from xml.sax.saxutils import escape

WIDTH = 960
INK, PAPER, LINE, MUTED = "#1d2733", "#fbfaf7", "#c9c4b8", "#5b6470"
COLOURS = {
    "beviljat": "#2f6f6a",
    "delvis": "#7a9e4b",
    "vantar": "#d9a441",
    "avslag": "#a4472f",
    "noll": "#8a8f98",
}
LABELS = {
    "beviljat": "beviljat: all approved",
    "delvis": "delvis: in part",
    "vantar": "väntar: held",
    "avslag": "avslag: refused",
    "noll": "noll: nothing reported",
}


def main() -> None:
    """Read the demo's sums and print the picture."""
    sums: dict[str, Any] = json.load(sys.stdin)
    parts = [*stations(sums), *months(sums), *runs(sums)]
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 430" role="img" aria-labelledby="t" '
        f'font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif" fill="{INK}">'
        f'<title id="t">What one run of the demo did</title><rect width="{WIDTH}" height="430" fill="{PAPER}" rx="12"/>'
    )
    print("\n".join(parts))
    print("</svg>")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 14,
    weight: int = 400,
    fill: str = INK,
    anchor: str = "start",
) -> str:
    """One line of text."""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'


def stations(sums: dict[str, Any]) -> list[str]:
    """The way of a document, with what passed each station."""
    levels = sums["documents_by_level"]
    boxes = [
        (levels["mottagen"], "documents", "signed, over mutual TLS"),
        (sum(sums["faults"].values()), "refused", f"{len(sums['faults'])} kinds of fault at the door"),
        (
            sum(sums["months_by_utfall"].values()),
            "person-months",
            f"{len(sums['observations_by_code'])} kinds of observation",
        ),
        (
            sum(sums["decisions_by_kind"].values()),
            "decisions",
            f"{sums['decisions_by_kind']['maskinellt']} by the machine",
        ),
        (sum(run["antal"] for run in sums["pay_runs"]), "payments", f"in {len(sums['pay_runs'])} bank files"),
    ]
    out = [text(32, 44, "One run of the demo: an invented county, three months", size=20, weight=600)]
    for i, (count, what, more) in enumerate(boxes):
        x = 32 + i * 182
        out.append(f'<rect x="{x}" y="66" width="168" height="92" rx="8" fill="#fff" stroke="{LINE}"/>')
        out.append(text(x + 14, 102, f"{count:,}".replace(",", " "), size=28, weight=600))
        out.append(text(x + 14, 124, what, weight=600))
        out.append(text(x + 14, 144, more, size=12, fill=MUTED))
    return out


def months(sums: dict[str, Any]) -> list[str]:
    """A bar of the months by outcome, each part told by its label as well as its colour."""
    utfall = sums["months_by_utfall"]
    total = sum(utfall.values())
    out = [text(32, 202, "Months by outcome when the demo ends", weight=600)]
    x = 32.0
    for name, colour in COLOURS.items():
        width = (WIDTH - 64) * utfall.get(name, 0) / total
        out.append(
            f'<rect x="{x:.1f}" y="216" width="{max(width - 2, 1):.1f}" height="26" rx="3" fill="{colour}"/>'
        )
        x += width
    for i, name in enumerate(COLOURS):
        out.append(f'<rect x="{32 + i * 182}" y="256" width="12" height="12" rx="2" fill="{COLOURS[name]}"/>')
        out.append(text(50 + i * 182, 267, f"{utfall.get(name, 0)} {LABELS[name]}", size=12))
    return out


def runs(sums: dict[str, Any]) -> list[str]:
    """The two pay runs beside the municipalities' part and the ledger."""
    most = max(float(run["belopp"]) for run in sums["pay_runs"])
    out = [text(32, 312, "Pay runs, kronor", weight=600)]
    for i, run in enumerate(sums["pay_runs"]):
        y = 328 + i * 32
        paid, kommun = float(run["belopp"]), float(run["kommun"])
        out.append(text(32, y + 17, run["dag"]))
        out.append(
            f'<rect x="130" y="{y}" width="{480 * paid / most:.1f}" height="12" rx="2" fill="#2f6f6a"/>'
        )
        out.append(
            f'<rect x="130" y="{y + 13}" width="{480 * kommun / most:.1f}" height="8" rx="2" fill="#7b6aa8"/>'
        )
        out.append(text(626, y + 17, f"{kronor(paid)} paid, {kronor(kommun)} owed by kommuner", size=13))
    out.append(
        text(
            32,
            412,
            f"Ledger balance {sums['ledger_balance']}. Every krona of the last run was led back to its rows, signatures and paragraphs.",
            size=13,
            fill=MUTED,
        )
    )
    return out


def kronor(amount: float) -> str:
    """Whole kronor with thin groups: a picture shows size, the commands show öre."""
    return f"{amount:,.0f}".replace(",", "\u202f")


if __name__ == "__main__":
    main()
