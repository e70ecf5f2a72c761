"""A browser that logs in as people do: from the first page, through BankID, to the choice of role."""

from tests.desks.people import nobody

ANNA = "199001189811"
NAMN = "Anna Ek"


def begun(nasta="/", browser=None):
    """A browser that has pressed the button, and the address of the page where it waits."""
    browser = browser or nobody()
    answer = browser.post("/logga-in/starta/", {"nasta": nasta})
    assert answer.status_code == 303, answer.content.decode()
    return browser, answer["Location"]


def identified(bankid, nasta="/", *, personnummer=ANNA, namn=NAMN, browser=None):
    """A browser whose user has legitimated herself, and what the waiting page then answers."""
    browser, page = begun(nasta, browser)
    bankid.legitimate(personnummer, namn)
    return browser, browser.get(page)


def logged_in(bankid, nasta="/", *, roll=None, **who):
    """The same, with a role chosen; gives the browser and the last answer."""
    browser, answer = identified(bankid, nasta, **who)
    assert answer["Location"] == "/logga-in/roll/"
    answer = browser.get("/logga-in/roll/")
    if roll:
        answer = browser.post("/logga-in/roll/", {"behorighet": roll})
    return browser, answer


def text(answer):
    """What the page says, between main's tags."""
    whole = answer.content.decode()
    return whole[whole.index("<main") : whole.index("</main>")]
