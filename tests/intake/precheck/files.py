"""Files that a supplier has before sending: reports of Pär Person's October 2018, and his räkning."""

from tests.intake import reports
from tests.intake.rakning.known import SHORTEST, changed

from assistans.law import builtin, read_yaml

LAW = builtin()
ANNA = "Anna Assistent"
BO_NUMBER = "198001019804"
BO_ID = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a44"
OTHER_ID = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a45"
DECISION = """
beslut: [{beviljandeperiod: {from: 2018-07-01, to: 2018-12-31}, tid: {per_vecka: "100:00"}}]
anordnare: {"5560000001": {slag: foretag, allt_klart: true}}
assistenter: {Anna Assistent: {anmald: alla}}
tidigare: [{month: 2018-09, assistanstid_min: "24000"}]
"""


def decision(text=DECISION, *replacements):
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return read_yaml(text)


def report(*rader, **told):
    return reports.document(rader=[f"{rad}Tid" for rad in rader] or ("9 08.00-16.00 aktivTid",), **told)


def bo(*rader, **told):
    told = {"id": BO_ID, "namn": "Bo"} | told
    return report(*rader, assistent=f"<personnummer>{BO_NUMBER}</personnummer>", **told)


def rakning(timmar=8, *replacements):
    return changed(
        SHORTEST,
        ("<personnummer>199001189811", f"<personnummer>{reports.PERSON}"),
        ("<timmar>100<", f"<timmar>{timmar}<"),
        *replacements,
    )
