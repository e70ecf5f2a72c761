from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.base.known import at_once
from tests.intake.rakning.known import (
    GOD_MAN,
    NOW,
    PERSON,
    SHORTEST,
    SIGNED_AT,
    WHOLE,
    admission,
    changed,
    god_man,
    receive,
    signed,
)

from assistans.base.models import Todo
from assistans.intake.admission import PageAdmission
from assistans.intake.documents import DocumentError
from assistans.intake.models import Handling, Inlamning, Kvittens, Part, Rakning, Underskrift
from assistans.intake.rakning.services import IdTaken, MayNotSign
from assistans.intake.signatures.checks import SignatureError

pytestmark = pytest.mark.usefixtures("db")
STRANGER = "198503129820"
DAY = timedelta(days=1)
OF_GOD_MAN = SIGNED_AT + DAY


def receive_whole(**told):
    return receive(WHOLE, **({"by": GOD_MAN, "at": OF_GOD_MAN, "now": NOW + DAY} | told))


def nothing_is_kept():
    return not (
        Handling.objects.exists() or Part.objects.exists() or Todo.objects.filter(kind="handling").exists()
    )


def test_a_rakning_signed_by_somebody_else_is_refused():
    with pytest.raises(SignatureError) as refused:
        receive(by=STRANGER)
    assert refused.value.code == "SIGNER"
    assert nothing_is_kept()


def test_a_rakning_that_names_a_representative_is_not_taken_from_the_person():
    god_man()
    with pytest.raises(SignatureError) as refused:
        receive_whole(by=PERSON)
    assert refused.value.code == "SIGNER"


def test_a_representative_who_is_not_registered_is_refused_with_the_day():
    with pytest.raises(MayNotSign, match="2018-11-04"):
        receive_whole()
    assert nothing_is_kept()


@pytest.mark.parametrize(("start", "end"), [(date(2018, 11, 5), None), (date(2018, 1, 1), date(2018, 11, 4))])
def test_a_representative_outside_her_time_is_refused(start, end):
    god_man(start, end)
    with pytest.raises(MayNotSign):
        receive_whole()


def test_a_representative_of_another_kind_than_registered_is_refused():
    god_man(slag="forvaltare")
    with pytest.raises(MayNotSign):
        receive_whole()


def test_a_rakning_altered_after_signing_is_refused():
    proof = signed(SHORTEST)
    altered = changed(SHORTEST, (">100<", ">101<"))
    with pytest.raises(SignatureError) as refused:
        receive(altered, proof=proof)
    assert refused.value.code == "DOCUMENT_HASH"
    assert nothing_is_kept()


def test_a_signature_for_another_document_is_refused():
    proof = signed(SHORTEST, identifier="0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a09")
    with pytest.raises(SignatureError) as refused:
        receive(proof=proof)
    assert refused.value.code == "DOCUMENT_ID"


def test_a_form_dated_another_day_than_it_was_signed_is_refused():
    with pytest.raises(DocumentError) as refused:
        receive(changed(SHORTEST, ("2018-11-03", "2018-11-02")))
    assert refused.value.code == "SIGNING_DAY"


def test_a_day_of_signing_that_is_not_the_signatures_is_refused():
    document = changed(SHORTEST, ("2018-11-03", "2018-11-02"))
    with pytest.raises(SignatureError) as refused:
        receive(document, datum=date(2018, 11, 2))
    assert refused.value.code == "DATUM"


def test_the_same_id_for_another_month_is_refused_and_what_was_received_stands():
    receive()
    with pytest.raises(IdTaken):
        receive(changed(SHORTEST, (">2018-10<", ">2018-09<")))
    assert Rakning.objects.get().manad == date(2018, 10, 1)


def test_a_received_rakning_is_kept_byte_for_byte_with_its_evidence():
    proof = signed(SHORTEST)
    received = receive(proof=proof)
    handling = Handling.objects.get(tx_id=received.tx_id)
    assert received.is_new
    assert bytes(handling.innehall) == SHORTEST
    assert (handling.slag, handling.kanal, handling.mottagen) == ("rakning", "rest", NOW)
    underskrift = Underskrift.objects.get()
    assert bytes(underskrift.signature.innehall) == proof.signature_xml
    assert bytes(underskrift.ocsp.innehall) == proof.ocsp_der
    assert (underskrift.roll, underskrift.undertecknare) == ("person", PERSON)
    assert underskrift.evidence["profile"] == "strict"


def test_what_the_rakning_says_is_kept_in_its_own_terms():
    receive()
    row = Rakning.objects.get()
    assert (row.person, row.manad, row.version) == (PERSON, date(2018, 10, 1), 1)
    assert (row.aktiv_min, row.vantetid_min, row.beredskap_min) == (6000, 0, 0)
    assert row.uppgifter["vistelse_utanfor_ees"] is False


def test_a_registered_representative_signs_in_that_role():
    god_man()
    receive_whole()
    assert Underskrift.objects.get().roll == "stallforetradare"
    assert Rakning.objects.get().uppgifter["kostnader"]["summa_ore"] == 9_553_500


def test_it_is_acknowledged_as_received_and_valid_and_casework_is_told():
    received = receive()
    assert list(Kvittens.objects.order_by("id").values_list("niva", "at")) == [
        ("mottagen", NOW),
        ("giltig", NOW),
    ]
    assert Todo.objects.get(kind="handling").key == str(received.tx_id)


def test_a_person_nobody_knows_is_received_all_the_same():
    assert receive(who=admission()).is_new


def test_a_test_environment_never_reaches_casework():
    receive(who=admission(miljo="ext"))
    assert Handling.objects.get().miljo == "ext"
    assert not Todo.objects.filter(kind="handling").exists()


def test_production_and_test_do_not_see_each_others_ids():
    first, second = receive(who=admission()), receive(who=admission(miljo="ext"))
    assert first.tx_id != second.tx_id


def test_the_very_same_bytes_get_the_same_receipt_and_nothing_new_is_kept():
    first = receive()
    again = receive(now=NOW + timedelta(hours=1))
    assert again == replace(first, is_new=False)
    assert (Handling.objects.count(), Kvittens.objects.count()) == (1, 2)


def test_other_bytes_for_the_same_month_are_a_new_version_and_both_are_kept():
    first = receive()
    corrected = receive(changed(SHORTEST, (">100<", ">99<")))
    assert first.tx_id != corrected.tx_id
    assert list(Rakning.objects.order_by("version").values_list("version", "aktiv_min")) == [
        (1, 6000),
        (2, 5940),
    ]


def test_an_earlier_version_sent_again_does_not_become_the_newest():
    first = receive()
    receive(changed(SHORTEST, (">100<", ">99<")))
    assert receive().tx_id == first.tx_id
    assert Rakning.objects.count() == 2


def test_two_with_the_same_id_at_the_same_moment_are_one_version_with_one_receipt():
    proof, who = signed(SHORTEST), admission()
    outcomes = at_once(*[lambda: receive(proof=proof, who=who)] * 4)
    assert len({outcome.tx_id for outcome in outcomes}) == 1
    assert [outcome.is_new for outcome in outcomes].count(True) == 1
    assert Rakning.objects.count() == 1


def test_two_versions_at_the_same_moment_are_both_kept_in_some_order():
    who, other = admission(), changed(SHORTEST, (">100<", ">99<"))
    proofs = {document: signed(document) for document in (SHORTEST, other)}
    at_once(
        *[lambda document=document: receive(document, proof=proofs[document], who=who) for document in proofs]
    )
    assert set(Rakning.objects.values_list("version", flat=True)) == {1, 2}


def test_a_rakning_signed_on_a_page_says_who_handed_it_in():
    received = receive(who=PageAdmission("person:1"))
    handling = Handling.objects.get(tx_id=received.tx_id)
    assert (handling.kanal, handling.miljo, handling.leverantor) == ("sida", "", None)
    assert Inlamning.objects.get().av == "person:1"
    assert Todo.objects.get().key == str(received.tx_id)
