"""Every form of signature gets the right word and the right reason; other programs are asked too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cli.main import run
from desktop.model.errors import UnreadableInput
from desktop.signing import verify
from desktop.signing.verify import Word, verify_pdf
from desktop.signing.verifying.findings import WHY, Broken, Doubt, Finding, concluded, weightiest
from tests.conftest import ExpectedLog
from tests.signing.corpus import STAMPED_AT, altered, pem, simple, trusted
from tests.signing.corpus_files import FORMS, LATER, Form
from tests.signing.corpus_table import by_openssl, by_pdfsig

FILES = {**FORMS, **LATER}
KINDS = [*Broken, *Doubt]


@pytest.mark.parametrize("form", FILES.values(), ids=FILES)
def test_a_genuine_file_is_never_called_broken(form: Form) -> None:
    verdict = verify_pdf(form.make(), trusted())
    reasons = [one.reason for one in verdict.signatures if one.reason]
    assert (verdict.word, next(iter(reasons), "")) == (form.word, form.reason)


@pytest.mark.parametrize(
    "form", [one for one in FILES.values() if one.altered], ids=[n for n in FILES if FILES[n].altered]
)
def test_the_same_file_altered_is_called_so_where_that_is_proven(form: Form) -> None:
    assert verify_pdf(altered(form.make()), trusted()).word is form.altered


@pytest.mark.slow
def test_other_programs_agree(tmp_path: Path) -> None:
    """Where one of them proves a signature it is not called broken, and where one proves it broken it is.

    They look at nothing that came after a signature; what one of them cannot read it calls invalid.
    """
    if not (shutil.which("pdfsig") and shutil.which("openssl")):
        pytest.skip("pdfsig or openssl is not installed")
    for name, form in FILES.items():
        pdf = form.make()
        if "valid" in {by_pdfsig(pdf, tmp_path), by_openssl(pdf, tmp_path)}:
            assert verify_pdf(pdf, trusted()).word is not Word.INVALID, name
        if form.altered:
            changed = altered(pdf)
            assert by_openssl(changed, tmp_path) != "valid", name
            if by_pdfsig(changed, tmp_path) == "digest mismatch":
                assert verify_pdf(changed, trusted()).word is Word.INVALID, name


@pytest.mark.parametrize("name", ["Ed448", "no signer", "no CMS at all", "left empty", "empty password, AES-256"])
def test_the_command_always_ends_with_a_verdict_in_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, roots = tmp_path / "signed.pdf", tmp_path / "roots.pem"
    file.write_bytes(FORMS[name].make())
    roots.write_bytes(pem(trusted()))
    status = run(["verify", str(file), "--offline", "--root", str(roots), "--data", str(tmp_path / "d"), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == FORMS[name].word
    assert status == (1 if told["verdict"] == "invalid" else 0)
    (one,) = told["signatures"]
    assert one["reason"] == FORMS[name].reason
    assert bool(one["why"]) == bool(one["reason"])
    assert one["intact"] in {True, False, None}


@pytest.mark.parametrize("name", [name for name in LATER if "time stamp" in name])
def test_other_makers_time_stamps_prove_the_time(name: str) -> None:
    first = verify_pdf(LATER[name].make(), trusted()).signatures[0]
    assert (first.time_source, first.signed_at) == ("tsa", STAMPED_AT)


def test_a_changed_letter_anywhere_in_the_signed_part_is_proof() -> None:
    pdf = simple()
    for at in range(20, pdf.index(b"/Contents <"), 97):
        changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
        try:
            assert verify_pdf(changed, trusted()).word is not Word.VALID
        except UnreadableInput:
            continue


FINDINGS = st.lists(st.builds(Finding, st.sampled_from(KINDS), st.sampled_from(["", "vì thế"])), max_size=5)


@given(FINDINGS)
def test_invalid_comes_from_proof_alone_and_valid_from_nothing(findings: Sequence[Finding]) -> None:
    proofs = [one for one in findings if isinstance(one.kind, Broken)]
    expected = Word.INVALID if proofs else Word.UNKNOWN if findings else Word.VALID
    assert concluded(findings) is expected
    worst = weightiest(findings)
    assert worst == (proofs[0] if proofs else findings[0] if findings else None)
    assert worst is None or worst.why


def test_three_findings_are_proof_and_each_finding_has_words() -> None:
    assert {str(one) for one in Broken} == {"digest_failed", "signature_failed", "changed_after"}
    assert set(WHY) == set(KINDS)
    assert len(set(WHY.values())) == len(KINDS)


def test_a_fault_of_ours_is_unknown_and_told_once(
    monkeypatch: pytest.MonkeyPatch, expect_log: ExpectedLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("could not be judged")

    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(verify, "opened_seal", faulty)
    verdict = verify_pdf(LATER["second signature"].make(), trusted())
    assert [one.word for one in verdict.signatures] == [Word.UNKNOWN, Word.UNKNOWN]
    assert len([one for one in caplog.records if one.levelname == "ERROR"]) == 1
