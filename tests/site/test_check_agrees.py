"""The check before sending says of a month what the assessment then says: one reading, one mapping, one law."""

import pytest
from tests.casework import county
from tests.intake import reports, signing
from tests.intake.precheck.files import rakning

from assistans import facts
from assistans.base.clock import swedish_day
from assistans.casework.underlag import build
from assistans.intake.precheck.answers import check
from assistans.law import builtin

pytestmark = pytest.mark.usefixtures("db")

KINDS = {"aktiv": "aktivTid", "vantetid": "vanteTid", "beredskap": "beredskapsTid"}
FROM_DOCUMENTS = ("month", "assessed_on", "tidsredovisningar", "rakning", "annan_tid")


def assessed(*rader, hours):
    """The month in casework's database, worked."""
    county.household()
    county.report(*rader)
    county.rakning(aktiv=hours * 60)
    county.worked()
    return county.month()


def decision_of(arende):
    """What casework knows besides the documents, with the assistant by the name in the report."""
    known = facts.dump(build(arende=arende, clock=county.clock()).underlag)
    (assistent,) = known["assistenter"].values()
    said = {key: value for key, value in known.items() if key not in FROM_DOCUMENTS}
    return said | {"assistenter": {"Bo Assistent": assistent}}


def checked(*rader, hours, decision):
    rows = [f"{dag} {span} {KINDS[slag]}" for dag, span, slag in map(str.split, rader)]
    document = reports.document(
        person=county.PERSON,
        assistent=f"<personnummer>{county.ASSISTENT}</personnummer>",
        namn="Bo",
        rader=rows,
    )
    form = rakning(hours, (f"<personnummer>{reports.PERSON}", f"<personnummer>{county.PERSON}"))
    return check(
        reports={"bo.xml": document},
        rakning=("r.xml", form),
        decision=decision,
        day=swedish_day(county.EARLY_NOVEMBER),
        law=builtin(),
        now=signing.AT,
    )


@pytest.mark.parametrize(
    ("rader", "hours"),
    [
        (["4 08.00-12.00 aktiv"], 4),
        (["4 08.00-12.00 aktiv"], 5),
        (["4 08.00-12.00 aktiv", "5 08.00-10.00 vantetid", "28 02.30-04.00 aktiv"], 4),
        (["4 08.00-12.00 aktiv", "4 10.00-14.00 aktiv", "31 12.00-08.00 aktiv"], 8),
        ([f"{dag} 00.00-24.00 aktiv" for dag in range(1, 11)], 240),
    ],
)
def test_the_check_says_what_the_assessment_then_says(rader, hours):
    arende = assessed(*rader, hours=hours)
    found = checked(*rader, hours=hours, decision=decision_of(arende))
    then = {seen["kod"]: seen["minuter"] for seen in arende.resultat["iakttagelsedetaljer"]}
    assert {seen.kod: seen.minuter for seen in found.iakttagelser} == then
    assert [row.koder for row in found.files[0].rader] == [
        fate["vantar"] | fate["stoppad"] for fate in arende.resultat["radutfall"]
    ]
    assert found.clean == (arende.utfall == "beviljat")
