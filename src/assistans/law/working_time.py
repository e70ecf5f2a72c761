"""The weekly limits of the working-time regimes (SFB 51:16 st 1 p 2; rule 3.2)."""

from datetime import date

from assistans.law.law import Law


def weekly_hours(law: Law, regim: str, day: date) -> int:
    """Give the hours a week of a regime; those of household work hold overtime unless the policy leaves it out."""
    if regim == "hushallsarbete" and not law.parameter("hushallsarbete_overtid").yes(day):
        return law.parameter("ordinarie_tid_hushallsarbete").number(day)
    return law.parameter(f"veckograns_{regim}").number(day)
