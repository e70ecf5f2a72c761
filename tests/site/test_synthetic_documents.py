"""A written report is its own canonical form, has every row as planned, and is the same for the same seed."""

import re
from uuid import UUID

import pytest
from lxml import etree

from assistans.facts import Rad
from assistans.site.synthetic import documents, planned

NS = {"t": documents.TIDREDOVISNING}


@pytest.fixture(scope="module")
def plan():
    return planned.make(5)


@pytest.fixture(scope="module")
def report(plan):
    return plan.persons[2].manader[planned.MARS].rapporter[0]


def read(rapport):
    return etree.fromstring(documents.tidredovisning(rapport, seed=5).innehall)


def test_every_report_is_its_own_canonical_form(plan):
    for month in plan.months():
        for rapport in month.rapporter:
            written = documents.tidredovisning(rapport, seed=5).innehall
            assert etree.tostring(etree.fromstring(written), method="c14n") == written


def test_the_same_seed_writes_the_same_bytes(report):
    assert documents.tidredovisning(report, seed=5) == documents.tidredovisning(report, seed=5)
    assert documents.tidredovisning(report, seed=6).id != documents.tidredovisning(report, seed=5).id


def test_reports_have_ids_of_their_own_but_for_versions(plan):
    reports = [rapport for month in plan.months() for rapport in month.rapporter]
    versions = sum(rapport.phase is planned.plans.Phase.RATTELSER for rapport in reports)
    assert len({rapport.identifier(5) for rapport in reports}) == len(reports) - versions
    assert versions == 1


def test_the_document_says_its_id_and_month(report):
    root = read(report)
    assert UUID(root.findtext("t:id", namespaces=NS)) == report.identifier(5)
    assert root.findtext("t:redovisningsmanad", namespaces=NS) == "2026-03"


def test_rows_are_written_as_planned(report):
    kinds = {element: slag for slag, element in documents.KIND.items()}
    rows = [
        "{} {}-{} {}".format(*(part.text for part in row[:3]), kinds[etree.QName(row[3]).localname])
        for row in read(report).iterfind(".//t:rapportRad", NS)
    ]
    assert tuple(map(Rad.parse, rows)) == report.rader


def test_midnight_is_written_as_twenty_four():
    assert documents._rad(Rad(1, 2200, 2400, "aktiv")).count("24.00") == 1


def test_names_with_marks_are_escaped():
    anordnare = next(a for a in planned.make(1).county.anordnare if "&" in a.namn)
    assert "Ås &amp; Dal" in documents._anordnare(anordnare)


def test_own_employment_names_no_anordnare(plan):
    own = plan.persons[planned.OWN_EMPLOYER].manader[planned.MARS].rapporter[0]
    root = read(own)
    assert root.findtext("t:anstalldAvPersonSomHarAssistans", namespaces=NS) == "true"
    assert root.find("t:assistansanordnare", NS) is None


def test_the_signed_pair_is_the_id_and_the_hash_of_the_bytes(report):
    identifier, digest = documents.tidredovisning(report, seed=5).pair
    assert identifier == str(report.identifier(5))
    assert re.fullmatch("[0-9a-f]{64}", digest)
