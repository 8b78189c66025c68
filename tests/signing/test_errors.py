"""What is refused at a token, and what is only in the way."""

from __future__ import annotations

from desktop.signing.errors import (
    CertificateUnfit,
    NoCertificate,
    NoSuchCertificate,
    NoSuchKey,
    NoSuchToken,
    PinMissing,
    PinUnset,
    PinWrong,
)


def test_the_refusals_of_a_token_are_refusals_and_its_absence_is_trouble() -> None:
    refused = (PinWrong, PinMissing, PinUnset, NoSuchKey, NoSuchCertificate, NoCertificate, CertificateUnfit)
    assert {kind("x", reason="y").exit_status for kind in refused} == {1}
    assert NoSuchToken("x").exit_status == 3
