"""Writing a decision: its parts make up the whole to the öre, and all that proves it is kept."""

import json

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casework import county

from assistans import facts
from assistans.assessment import assess, to_data
from assistans.base.canonical import canonical_bytes, sha256
from assistans.casework import decisions
from assistans.casework.decisions import DoesNotAddUp, needs_attest, split
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.law import builtin, load

weights = st.lists(st.integers(0, 10**7), min_size=1, max_size=6).filter(any)


@given(st.integers(0, 10**10), weights)
def test_the_parts_of_a_split_make_up_the_whole(total, shares):
    assert sum(split(total=total, weights=shares)) == total


@given(st.integers(0, 10**10), weights)
def test_no_part_is_further_than_one_from_its_exact_share(total, shares):
    for part, weight in zip(split(total=total, weights=shares), shares, strict=True):
        assert abs(part * sum(shares) - total * weight) <= sum(shares)


def test_what_is_odd_goes_to_the_first():
    assert split(total=100, weights=[1, 1, 1]) == [34, 33, 33]


@pytest.mark.usefixtures("db")
class TestWritten:
    def test_parts_that_do_not_make_up_the_amount_stop_everything(self, monkeypatch):
        monkeypatch.setattr(decisions, "split", lambda total, weights: [total + 1 for _ in weights])
        county.clean_month()
        now = county.clock()
        decisions_before = Manadsbeslut.objects.count()
        with pytest.raises(AssertionError, match=DoesNotAddUp.__name__):
            county.worked(now)
        assert Manadsbeslut.objects.count() == decisions_before
        assert not Beslutsrad.objects.exists()

    def test_two_anordnare_that_the_person_is_paid_for_share_to_the_ore(self):
        who, firm, other = county.person(), county.anordnare(), county.anordnare(county.OTHER_COMPANY)
        county.beslut(who)
        county.assistent(who, firm)
        county.assistent(who, other, county.ANDRA_ASSISTENT)
        county.report("4 08.00-08.01 aktiv")
        county.report("5 08.00-10.00 aktiv", assistent=county.ANDRA_ASSISTENT, anordnare=county.OTHER_COMPANY)
        county.rakning(aktiv=121)
        county.worked()
        beslut = county.decision()
        rows = list(beslut.beslutsrad_set.order_by("via"))
        assert [(row.via, row.anordnare) for row in rows] == [
            (county.COMPANY, None),
            (county.OTHER_COMPANY, None),
        ]
        assert sum(row.belopp_ore for row in rows) == beslut.belopp_ore == 59572
        assert [row.delar[0]["enheter"] for row in rows] == [28, 120 * 28]

    def test_each_anordnare_that_is_paid_has_its_own_row(self):
        who = county.household()
        other = county.anordnare(county.OTHER_COMPANY)
        county.uppdrag(who, other)
        county.assistent(who, other, county.ANDRA_ASSISTENT)
        county.report("4 08.00-09.00 aktiv")
        county.report("5 08.00-10.00 aktiv", assistent=county.ANDRA_ASSISTENT, anordnare=county.OTHER_COMPANY)
        county.rakning(aktiv=180)
        county.worked()
        paid = {row.anordnare.organisationsnummer: row.belopp_ore for row in Beslutsrad.objects.all()}
        assert paid == {county.COMPANY: county.RATE_2018, county.OTHER_COMPANY: 2 * county.RATE_2018}

    def test_it_can_be_made_again_from_what_it_keeps(self):
        county.clean_month()
        county.worked()
        beslut = county.decision()
        underlag = facts.read_underlag(json.loads(bytes(beslut.underlag)))
        again = canonical_bytes(to_data(assess(underlag, load(builtin().text))))
        assert again == bytes(beslut.resultat)
        assert sha256(again) == bytes(beslut.resultat_sha256)
        assert sha256(bytes(beslut.underlag)) == bytes(beslut.underlag_sha256)
        assert beslut.lagversion == builtin().version

    def test_a_machine_decision_above_the_tables_limit_waits_for_a_second_person(self, db):
        with psycopg.connect(db.owner) as owner:
            owner.execute(
                "INSERT INTO base_attest_rule (kind, from_ore, required, reason, valid)"
                " VALUES ('maskinellt', %s, true, 'Prov.', daterange(%s, NULL))",
                [4 * county.RATE_2018, county.OKTOBER],
            )
        county.clean_month()
        county.worked()
        assert needs_attest(county.decision(), county.clock())
        assert county.open_codes() == [("attest", "ATTEST")]
