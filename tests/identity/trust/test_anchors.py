"""Trust anchors: read from a folder, and again when it changes."""

import pytest
from tests.intake.signing import ALWAYS

from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.site.pki import authorities
from assistans.site.pki.authorities import Validity
from assistans.site.pki.folder import write_certificate


@pytest.fixture(scope="module")
def roots():
    keys = [authorities.new_key() for _ in range(2)]
    return [
        authorities.authority(name=f"Root {number}", key=key, validity=ALWAYS, path_length=2)
        for number, key in enumerate(keys)
    ]


def test_a_missing_folder_trusts_nobody_and_says_so(tmp_path):
    with pytest.raises(TrustError, match="Make it"):
        TrustFolder(tmp_path / "nowhere").anchors()


def test_an_empty_folder_trusts_nobody_and_says_so(tmp_path):
    with pytest.raises(TrustError, match="holds no certificates"):
        TrustFolder(tmp_path).anchors()


def test_a_file_that_is_no_certificate_is_named(tmp_path):
    (tmp_path / "notes.pem").write_text("hello")
    with pytest.raises(TrustError, match=r"notes\.pem"):
        TrustFolder(tmp_path).anchors()


def test_other_files_in_the_folder_are_passed_over(tmp_path, roots):
    write_certificate(tmp_path / "a", roots[0].certificate)
    (tmp_path / "README").write_text("whom we trust and why")
    assert TrustFolder(tmp_path).anchors() == (roots[0].der,)


def test_one_file_may_hold_several_and_each_counts_once(tmp_path, roots):
    for name, root in zip("ab", roots, strict=True):
        write_certificate(tmp_path / name, root.certificate)
    both = (tmp_path / "a.pem").read_bytes() + (tmp_path / "b.pem").read_bytes()
    (tmp_path / "z.pem").write_bytes(both)
    assert TrustFolder(tmp_path).anchors() == tuple(root.der for root in roots)


def test_an_unchanged_folder_gives_the_same_tuple(tmp_path, roots):
    write_certificate(tmp_path / "a", roots[0].certificate)
    trust = TrustFolder(tmp_path)
    assert trust.anchors() is trust.anchors()


def test_an_added_root_is_trusted_at_once(tmp_path, roots):
    write_certificate(tmp_path / "a", roots[0].certificate)
    trust = TrustFolder(tmp_path)
    trust.anchors()
    write_certificate(tmp_path / "b", roots[1].certificate)
    assert trust.anchors() == (roots[0].der, roots[1].der)


def test_a_removed_root_is_no_longer_trusted(tmp_path, roots):
    for name, root in zip("ab", roots, strict=True):
        write_certificate(tmp_path / name, root.certificate)
    trust = TrustFolder(tmp_path)
    trust.anchors()
    (tmp_path / "b.pem").unlink()
    assert trust.anchors() == (roots[0].der,)


def test_a_root_replaced_under_the_same_name_is_noticed(tmp_path, roots):
    write_certificate(tmp_path / "a", roots[0].certificate)
    trust = TrustFolder(tmp_path)
    trust.anchors()
    write_certificate(tmp_path / "a", roots[1].certificate)
    assert trust.anchors() == (roots[1].der,)


def test_the_validity_helper_lies_around_its_instant():
    around = Validity.around(at=ALWAYS.start, years=1)
    assert around.start < ALWAYS.start < around.end
