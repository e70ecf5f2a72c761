"""Assessed months without a database: case files' text, assessed by the law of this code."""

from types import SimpleNamespace

from assistans.assessment import assess
from assistans.assessment.case_files import read_month
from assistans.law import builtin

NAMES = {"A": "Anna Ek", "B": "Bo Alm", "5560000001": "Assistans i Väst AB"}
MONTH = """
month: 2018-10
assessed_on: 2018-11-06
person: {{kommun: "0180"}}
beslut:
  - {{beviljandeperiod: {{from: 2018-07-01, to: 2018-12-31}}, tid: {{per_vecka: "{hours}"}}}}
anordnare:
  "5560000001": {{slag: foretag, allt_klart: true}}
assistenter:
  A: {{fodd: 1980-05-01, anmald: alla}}
  B: {{fodd: 1981-05-01, anmald: alla}}
tidsredovisningar:
{reports}
{rakning}
{more}
"""


def report(*rows, assistent="A"):
    listed = ", ".join(f'"{row}"' for row in rows)
    return f'  - {{assistent: {assistent}, anordnare: "5560000001", mottagen: 2018-11-03, rader: [{listed}]}}'


def assessed(*reports, hours="100:00", rakning="rakning: stammer", more=""):
    """A month's underlag and assessment."""
    text = MONTH.format(hours=hours, reports="\n".join(reports), rakning=rakning, more=more)
    underlag = read_month(text)
    return SimpleNamespace(underlag=underlag, bedomning=assess(underlag, builtin()))
