"""Which code assesses: a version that follows the source and the texts, and not the law's tree."""

import re

from assistans.assessment import code_version as versions


def test_the_code_version_fits_its_column_and_names_the_release():
    assert len(versions.code_version()) <= 40
    assert re.fullmatch(r"0\.1\.0\+[0-9a-f]{16}", versions.code_version())


def test_the_code_version_follows_the_source(monkeypatch):
    before = versions.code_version()
    monkeypatch.setattr(versions, "PURE_ROOMS", ("timeline", "law", "facts"))
    assert versions.code_version.__wrapped__() != before


def test_the_code_version_is_the_same_in_whatever_order_the_files_lie(monkeypatch):
    before, source = versions.code_version(), versions._source
    monkeypatch.setattr(versions, "_source", lambda folder, prefix: source(folder, prefix)[::-1])
    assert versions.code_version.__wrapped__() == before


def test_the_texts_are_of_the_code_and_the_laws_tree_is_not():
    paths = [
        path
        for room in versions.PURE_ROOMS
        for path, _ in versions._source(versions.resources.files("assistans") / room, room)
    ]
    assert "assessment/texts/spar.yaml" in paths
    assert "assessment/assess.py" in paths
    assert not any(path.startswith("law/tree") for path in paths)
