"""The simulated app's pages: nothing is done by looking, nothing for who is not named, and the proof is real."""

import re
from http import HTTPStatus

import pytest
from tests.intake import signing
from tests.privacy import personnummer_in
from tests.registers import known

from assistans.identity import services
from assistans.intake.signatures.signed_data import IDENTIFICATION, SIGNING
from assistans.intake.signatures.verify import verify_order
from assistans.registers import services as registers
from assistans.site.bankid.app import AppPages, Asking, fields
from assistans.site.bankid.orders import Asked, Kind, Orders

pytestmark = pytest.mark.usefixtures("db")
ANNA, BERTIL = "199001189811", "198001019804"
BACK = "http://127.0.0.1:8080/logga-in/bankid/x/"
SAID = {"by": known.BY, "clock": known.clock()}


@pytest.fixture
def orders():
    return Orders()


@pytest.fixture
def pages(orders):
    return AppPages(orders=orders, pki=signing.pki(), clock=known.clock)


def ask(orders, **told):
    return orders.start(
        Asked(
            **{
                "kind": Kind.AUTH,
                "end_user_ip": "192.0.2.7",
                "visible": "Logga in",
                "return_url": BACK,
                **told,
            }
        )
    )


def get(pages, *, path="/", host="127.0.0.1:8081", **query):
    return pages.answer(Asking(method="GET", path=path, host=host, query=query))


def post(pages, order, **form):
    told = {"autostarttoken": order.auto_start_token, **form}
    return pages.answer(Asking(method="POST", path="/", host="localhost:8081", form=told))


def opened(pages, order, **query):
    return get(pages, autostarttoken=order.auto_start_token, **query)


def anna(*roller):
    return services.register_anvandare(
        namn="Anna Ek", roller=roller or ["handlaggare"], personnummer=ANNA, **SAID
    )


def key_of(page, name):
    return re.search(rf'value="([^"]+)"[^>]*>\s*<label[^>]*><span class="name">{name}<', page.content)[1]


# What is not shown or done


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "assistans.example:8081"])
def test_a_name_of_another_site_is_not_answered(pages, host):
    assert get(pages, host=host).status == HTTPStatus.MISDIRECTED_REQUEST


def test_an_unknown_page_is_not_found(pages):
    assert get(pages, path="/admin").status == HTTPStatus.NOT_FOUND


def test_without_an_order_it_says_where_to_begin(pages):
    assert "inloggningssida" in get(pages).content


@pytest.mark.parametrize("token", ["unknown", "<script>"])
def test_an_order_that_is_gone_says_so(pages, token):
    page = get(pages, autostarttoken=token)
    assert page.status == HTTPStatus.GONE
    assert token not in page.content


def test_who_chooses_nobody_is_asked_again_and_nothing_is_done(pages, orders):
    anna()
    order = ask(orders)
    page = post(pages, order, val="ja")
    assert page.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Välj vem du är." in page.content
    assert order.is_pending


@pytest.mark.parametrize(
    "who", ["anvandare:0", "anvandare:x", "okand:1", ":", "anvandare:²", f"person:{ANNA}"]
)
def test_a_key_that_names_nobody_is_nobody(pages, orders, who):
    anna()
    order = ask(orders)
    assert post(pages, order, val="ja", vem=who).status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert order.is_pending


def test_a_user_who_has_ended_cannot_be_been(pages, orders):
    row = anna()
    key = key_of(opened(pages, ask(orders)), "Anna Ek")
    services.end_anvandare(anvandare=row.public_id, **SAID)
    order = ask(orders)
    assert "Ingen i databasen" in opened(pages, order).content
    post(pages, order, val="ja", vem=key)
    assert order.is_pending


def test_an_order_for_one_person_is_done_by_her_whoever_is_chosen(pages, orders):
    anna()
    other = services.register_anvandare(namn="Bertil Berg", roller=["ekonom"], personnummer=BERTIL, **SAID)
    order = ask(orders, kind=Kind.SIGN, personnummer=ANNA)
    page = opened(pages, order)
    assert "Du är <strong>Anna Ek</strong>" in page.content
    assert "Bertil" not in page.content
    post(pages, order, val="ja", vem=f"anvandare:{other.pk}")
    assert order.proof.personnummer == ANNA


def test_an_order_for_a_stranger_can_only_be_refused(pages, orders):
    order = ask(orders, kind=Kind.SIGN, personnummer=ANNA)
    page = opened(pages, order)
    assert "inte finns i den här databasen" in page.content
    assert 'value="ja"' not in page.content


@pytest.mark.parametrize(("val", "hint"), [("avbryt", "userCancel"), ("sparrat", "certificateErr")])
def test_who_refuses_has_refused(pages, orders, val, hint):
    order = ask(orders)
    assert "Avbrutet" in post(pages, order, val=val).content
    assert orders.collect(order.order_ref)["hintCode"] == hint


def test_what_is_shown_is_shown_as_text(pages, orders):
    order = ask(orders, visible="<b>Rad ett</b>\nRad två")
    page = opened(pages, order)
    assert "&lt;b&gt;Rad ett&lt;/b&gt;<br>Rad två" in page.content


@pytest.mark.parametrize("back", ["javascript:alert(1)", "data:text/html,x", "", None])
def test_an_address_that_is_no_page_is_not_gone_to(pages, orders, back):
    order = ask(orders, return_url=back)
    page = post(pages, order, val="avbryt")
    assert "refresh" not in page.content
    assert "andra fliken" in page.content


# What is


def test_looking_opens_the_order_and_nothing_more(pages, orders):
    order = ask(orders)
    opened(pages, order)
    assert orders.collect(order.order_ref)["hintCode"] == "userSign"


def test_everybody_who_can_log_in_is_there_with_what_she_can_do(pages, orders):
    anna("handlaggare", "ekonom")
    person = known.person()
    company = known.anordnare()
    start = known.NOON.date()
    services.register_ombud(personnummer=BERTIL, namn="Bertil Berg", whom=company, start=start, **SAID)
    registers.register_stallforetradare(
        person=person, personnummer=BERTIL, namn="Bertil Berg", slag="god_man", start=start, **SAID
    )
    said = opened(pages, ask(orders)).content
    for text in (
        "ekonom, handläggare",
        "ombud för Assistans i Väst AB",
        "Åsa Öberg",
        "god man för Åsa Öberg",
    ):
        assert text in said
    assert personnummer_in(said) == []


def test_a_search_finds_parts_of_names(pages, orders):
    anna()
    known.person()
    order = ask(orders)
    assert "Åsa Öberg" in opened(pages, order, sok="öber").content
    assert "Anna Ek" not in opened(pages, order, sok="öber").content
    assert "Ingen heter så" in opened(pages, order, sok="zzz").content


def test_many_are_not_all_shown_at_once(pages, orders):
    for day in range(1, 11):
        number = with_check_digit(f"199001{day:02}981")
        known.person(number, fornamn=f"Nr{day:02}", efternamn="Lund")
    said = opened(pages, ask(orders)).content
    assert said.count('name="vem"') == 8
    assert "Det finns fler" in said


@pytest.mark.parametrize(
    ("kind", "function", "word"),
    [(Kind.AUTH, IDENTIFICATION, "Legitimerad"), (Kind.SIGN, SIGNING, "Underskrivet")],
)
def test_who_does_it_gives_a_proof_that_strict_verification_believes(pages, orders, kind, function, word):
    anna()
    order = ask(orders, kind=kind, visible="Jag intygar åäö", non_visible="a,b")
    page = post(pages, order, val="ja", vem=key_of(opened(pages, order), "Anna Ek"))
    assert word in page.content
    assert f'content="0; url={BACK}"' in page.content
    proved = verify_order(
        signature_xml=order.proof.signature_xml,
        ocsp_der=order.proof.ocsp_der,
        function=function,
        visible="Jag intygar åäö",
        hidden="a,b",
        signer=ANNA,
        now=known.NOON,
        roots=signing.roots(),
    )
    assert proved.signer == ANNA


def test_every_page_says_that_it_is_a_simulator(pages, orders):
    anna()
    order = ask(orders)
    shown = [get(pages), get(pages, path="/x"), opened(pages, order), post(pages, order, val="avbryt")]
    assert all("Simulator." in page.content for page in shown)
    assert all("<script" not in page.content and "style=" not in page.content for page in shown)


def test_its_look_is_served(pages):
    page = get(pages, path="/simulator.css")
    assert page.kind.startswith("text/css")
    assert "--ground" in page.content


def test_the_first_field_of_a_name_counts():
    assert fields("a=1&a=2&b=%C3%A5&c=") == {"a": "1", "b": "å", "c": ""}


def with_check_digit(eleven):
    digits = [int(sign) for sign in eleven[2:]]
    doubled = [sum(divmod(digit * (2 - place % 2), 10)) for place, digit in enumerate(digits)]
    return f"{eleven}{-sum(doubled) % 10}"
