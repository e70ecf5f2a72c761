import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.registers.sortnyckel import LENGTH, sortnyckel


def in_order(*names):
    return sorted(names, key=sortnyckel) == list(names)


def test_the_three_last_letters_come_after_z_and_in_their_order():
    assert in_order("Zetterlund", "Åberg", "Äng", "Öberg")


def test_they_come_last_inside_a_name_too():
    assert in_order("Berg", "Bzerg", "Båt", "Bäck", "Böhm")


def test_case_does_not_matter():
    assert sortnyckel("von ÅKER") == sortnyckel("Von Åker")


@pytest.mark.parametrize(("written", "plain"), [("Linné", "Linne"), ("O'Hara", "Ohara"), ("Łucja", "Lucja")])
def test_accents_and_apostrophes_do_not_matter(written, plain):
    assert sortnyckel(written) == sortnyckel(plain)


@pytest.mark.parametrize(
    ("foreign", "swedish"), [("Jørgensen", "Jörgensen"), ("Bæk", "Bäk"), ("Müller", "Myller")]
)
def test_neighbours_letters_sort_as_swedish_ones(foreign, swedish):
    assert sortnyckel(foreign) == sortnyckel(swedish)


def test_a_letter_written_as_two_signs_sorts_as_one():
    assert sortnyckel("A\u030aberg") == sortnyckel("Åberg")


def test_w_comes_after_v():
    assert in_order("Vz", "Wa", "Wz", "Xa")


def test_names_sort_word_by_word():
    assert in_order("Berg Ek", "Berga", "Bergek")


def test_a_hyphen_is_a_word_break():
    assert sortnyckel("Berg-Ek") == sortnyckel("Berg Ek")


def test_efternamn_goes_before_fornamn_whatever_its_length():
    assert sortnyckel("Berg", "Åsa") < sortnyckel("Berg Ek", "Anna") < sortnyckel("Berga", "Anna")


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_key_always_fits_its_column_and_depends_on_nothing_but_the_names(efternamn, fornamn):
    assert len(sortnyckel(efternamn, fornamn)) <= LENGTH
    assert sortnyckel(efternamn, fornamn) == sortnyckel(efternamn.strip(), fornamn.strip())
