"""`assistans case list | show | uppgifter | recompute`: looking, without changing anything."""

import argparse
from uuid import UUID

from assistans.assessment.omrakning import difference_lines
from assistans.assessment.texter import AUDIENCES
from assistans.assessment.utrakning import calculation
from assistans.base import instance
from assistans.casework import queries
from assistans.casework.koder import meaning
from assistans.casework.models import Manadsbeslut, Uppgift
from assistans.casework.recompute import recompute
from assistans.casework.versions import UnknownLaw
from assistans.site.commands.case.finding import (
    Action,
    NotFoundError,
    arende_of,
    month,
    month_arguments,
    row_of,
)
from assistans.timeline.quantities import Ore


def _declare_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=month, help="only this month, YYYY-MM")
    parser.add_argument("--open", action="store_true", help="only months that are not decided")


def list_months(args: argparse.Namespace) -> int:
    """Print months with their outcome and number of open uppgifter, then the outcomes in all."""
    for row in queries.months(manad=args.month, lage="oppet" if args.open else ""):
        print(f"{row.manad:%Y-%m}  {row.person}  {row.lage:<8}  {row.utfall:<8}  uppgifter: {row.uppgifter}")
    for utfall, count in queries.months_by_utfall(manad=args.month).items():
        print(f"{utfall or 'ej bedömd'}: {count}")
    return 0


def _declare_show(parser: argparse.ArgumentParser) -> None:
    month_arguments(parser)
    parser.add_argument("--who", required=True, help="who reads: anvandare:<id>")
    parser.add_argument("--why", required=True, help="why it is read; kept in the access log")
    parser.add_argument("--rows", action="store_true", help="also every computed row with its lagrum")
    parser.add_argument(
        "--text", action="store_true", help="only the calculation as one shows it to the person"
    )
    parser.add_argument("--audience", choices=AUDIENCES, default="handlaggare", help="for whom --text is")


def show(args: argparse.Namespace) -> int:
    """Print one month in full."""
    view = queries.month_view(arende=arende_of(args), who=args.who, why=args.why, clock=instance.clock())
    if args.text and view.resultat is not None:
        told = calculation(view.resultat, malgrupp=args.audience, namn=view.namn, names=view.names)
        print("\n".join(told))
        return 0
    print(f"{view.namn}, {view.manad:%Y-%m}: {view.lage}, {view.utfall or 'ej bedömd'}")
    _print_result(view, rows=args.rows)
    for rapport in view.documents.rapporter:
        print(f"Handling {rapport.tx_id}: tidredovisning {rapport.anordnare}")
    if view.documents.rakning:
        print(f"Handling {view.documents.rakning.tx_id}: rakning")
    _print_said(view)
    for beslut in view.beslut:
        _print_decision(beslut, view)
    return 0


def _print_result(view: queries.Manadsvy, *, rows: bool) -> None:
    if view.resultat is None:
        return
    for name in ("redovisad", "godkand", "vantar", "stoppad"):
        parts = (f"{slag} {tid}" for slag, tid in view.resultat[name].items() if slag != "assistanstid_min")
        print(f"  {name}: {', '.join(parts)}")
    print(f"  belopp: {view.resultat['belopp']} kr")
    for kod in view.resultat["iakttagelser"]:
        print(f"  {kod}: {meaning(kod)}.")
    for row in view.resultat["rader"] if rows else ():
        print(f"    {row['text']} ({row['lagrum']})")


def _print_said(view: queries.Manadsvy) -> None:
    for uppgift in view.uppgifter:
        if uppgift.avslutad is None:
            _print_uppgift(uppgift)
    for position in view.stallningstaganden:
        print(f"Ställningstagande {position.public_id}: {position.kod} {position.utfall}. {position.skal}")
    for asked in view.kompletteringar:
        state = f"inkom {asked.inkom}" if asked.inkom else f"senast {asked.sista_dag}"
        print(f"Komplettering {asked.public_id}: {asked.text} ({state})")
    for told in view.kommuniceringar:
        print(f"Kommunicering {told.public_id}: {', '.join(told.koder)}, svar senast {told.svar_senast}")


def _print_decision(beslut: Manadsbeslut, view: queries.Manadsvy) -> None:
    standing = view.gallande is not None and view.gallande.pk == beslut.pk
    state = (
        "väntar på attest" if standing and view.vantar_pa_attest else "gäller" if standing else "gäller inte"
    )
    amount = Ore(beslut.belopp_ore).kronor()
    print(
        f"Beslut {beslut.public_id}: {beslut.kind}, {beslut.utfall}, {amount} kr, {beslut.beslutad_av} ({state})"
    )
    for row in view.betalas if standing else ():
        print(f"  {row.via}: {Ore(row.belopp_ore).kronor()} kr den {row.dag}")


def _declare_uppgifter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", default="", choices=["", *Uppgift.Slag.values], help="only this kind")


def uppgifter(args: argparse.Namespace) -> int:
    """Print open uppgifter, the most urgent first."""
    for row in queries.open_uppgifter(slag=args.kind):
        day = f"senast {row.dag}" if row.dag else "ingen dag"
        print(
            f"{row.manad:%Y-%m}  {row.person}  {row.slag}  {row.kod}  {day}  {row.tilldelad or 'ledig'}  {row.public_id}"
        )
    for kod, count in queries.observations_by_code().items():
        print(f"{kod}: {count} månader")
    return 0


def _print_uppgift(uppgift: Uppgift) -> None:
    told = uppgift.innehall.get("text") or uppgift.innehall.get("atgard") or ""
    day = f", senast {uppgift.dag}" if uppgift.dag else ""
    print(f"Uppgift {uppgift.public_id}: {uppgift.slag} {uppgift.kod}{day}. {told}")


def _declare_recompute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("beslut", type=UUID, help="the decision's public id")


def recompute_decision(args: argparse.Namespace) -> int:
    """Make a decision again; exit code 1 when it would come out otherwise now, with the cause."""
    beslut = row_of(Manadsbeslut, args.beslut, "inget beslut")
    try:
        found = recompute(beslut=beslut, clock=instance.clock())
    except UnknownLaw:
        raise NotFoundError(
            f"Lagversionen {beslut.lagversion} som beslutet vilar på finns inte kvar här, så det kan inte räknas om."
        ) from None
    print(
        "Beslutet går att räkna om till samma bytes."
        if found.reproduced
        else "Uträkningen blir inte densamma."
    )
    for cause, different in found.orsaker.items():
        print(f"Orsak: {cause}")
        print("\n".join(f"  {line}" for line in difference_lines(different)))
    return 1 if found.orsaker or not found.reproduced else 0


ACTIONS = {
    "list": Action("months with their outcome", _declare_list, list_months),
    "show": Action("one month in full", _declare_show, show),
    "uppgifter": Action("open uppgifter and observations by code", _declare_uppgifter, uppgifter),
    "recompute": Action(
        "make a decision again and name what has changed", _declare_recompute, recompute_decision
    ),
}
