"""A month that cannot be assessed waits with an uppgift that says why, in Swedish; what is no such reason is never hidden."""

import pytest
from tests.casework import county

from assistans.casework import assessing
from assistans.casework import month as casework_month
from assistans.casework.errors import Hinder
from assistans.casework.models import Uppgift
from assistans.facts import CaseError
from assistans.law import MissingParameterError, PolicyError

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def stopped_by(monkeypatch):
    """What the handläggare is told when an assessment ends in an error."""

    def told(error):
        def assess(*_):
            raise error

        monkeypatch.setattr(casework_month, "assess", assess)
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        return Uppgift.objects.get(kod=assessing.UNDERLAG).innehall["text"]

    return told


def test_an_error_of_another_kind_is_not_told_as_something_to_mend():
    with pytest.raises(KeyError):
        assessing.told(KeyError("x"))


def test_what_stands_against_it_is_told_in_its_own_words():
    assert assessing.told(Hinder("Registrera personens kommun.")) == "Registrera personens kommun."


@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (CaseError("person.kommun", "none on that day"), "Det som är registrerat om månaden går inte ihop."),
        (MissingParameterError("no value of schablonbelopp"), "Lagen saknar ett värde som månaden behöver."),
        (PolicyError("kommunvecka is 'x'"), "Lagen anger ett val som programmet inte känner."),
    ],
    ids=["facts", "value", "policy"],
)
def test_why_is_told_in_swedish_with_the_technical_text_last(stopped_by, error, begins):
    text = stopped_by(error)
    assert (text.startswith(begins), text.endswith(f"Tekniskt: {error}")) == (True, True)
    assert county.month().utfall == "vantar"
