"""The trace's last rows before the money: what was taken and why, positions of a handläggare, and the conversion."""

from collections import defaultdict
from collections.abc import Mapping

from assistans.assessment.bedomning import Ode
from assistans.assessment.provning import Provning
from assistans.assessment.utbetalningsform import trace_form
from assistans.facts import SLAG, Stallningstagande
from assistans.timeline.quantities import converted_minutes

_POLICY: Mapping[str, str] = {
    "ASSISTENT_EJ_ANMALD": "anmalningsdag",
    "ASSISTENT_OVERLAPPAR": "samtidighet",
    "DUBBELASSISTANS_EJ_BEVILJAD": "samtidighet",
    "ARBETSTID_OVERSKRIDEN": "arbetstid_manadsdel",
    "OVER_BEVILJAD_TID": "omraknad_tid",
    "FOR_SENT": "helgflytt_redovisning",
}
"""The policy that decided what a code took, where the law leaves room."""


def trace_outcome(provning: Provning) -> None:
    """Tell what the checks came to: positions, what was taken, and what the rest converts to."""
    trace_form(provning)
    _trace_positions(provning)
    trace_taken(provning)
    _trace_conversion(provning)


def trace_taken(provning: Provning) -> None:
    """Add a computed row for each code, assistant and anordnare that time was taken from, and each row without length."""
    for post, ode, kod in provning.utan_langd:
        if ode is not None:
            provning.by_observation(
                f"rad_utan_langd_{ode}",
                kod,
                resultat=0,
                enhet="minuter",
                kod=kod,
                assistent=post.assistent,
                rad=str(post.skriven),
            )
    for (kod, assistent, anordnare, ode), minutes in sorted(_taken(provning).items()):
        provning.by_observation(
            f"tagen_{ode}",
            kod,
            resultat=minutes,
            enhet="minuter",
            policy=_POLICY.get(kod),
            kod=kod,
            assistent=assistent,
            anordnare=anordnare,
        )


def _taken(provning: Provning) -> dict[tuple[str, str, str, Ode], int]:
    sums: dict[tuple[str, str, str, Ode], int] = defaultdict(int)
    for segment, ode, kod in provning.tagna:
        sums[kod, segment.post.assistent, segment.post.anordnare, ode] += segment.minuter
    return sums


def _trace_positions(provning: Provning) -> None:
    for held in provning.underlag.stallningstaganden:
        if id(held) in provning.used_positions:
            _trace_position(provning, held)


def _trace_position(provning: Provning, held: Stallningstagande) -> None:
    provning.by_observation(
        f"stallningstagande_{held.utfall}", held.kod, resultat=held.skal, enhet="motivering", kod=held.kod
    )


def _trace_conversion(provning: Provning) -> None:
    approved = provning.raw()["godkand"]
    names = ("omraknad_tid", "vantetid_del", "beredskap_del")
    for slag, name, minutes in zip(SLAG, names, approved, strict=True):
        if minutes:
            converted = converted_minutes(minutes * provning.worth[slag])
            provning.by_parameter(
                "omrakning", name, resultat=converted, enhet="omräknade minuter", slag=slag, minuter=minutes
            )
