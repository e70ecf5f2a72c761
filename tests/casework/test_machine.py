"""What the machine decides by itself, and what it leaves."""

from tests.casework import county


def test_a_clean_month_is_decided_by_the_machine(db):
    county.clean_month()
    county.worked()
    beslut = county.decision()
    assert (beslut.kind, beslut.utfall, beslut.belopp_ore) == ("maskinellt", "beviljat", 4 * county.RATE_2018)
