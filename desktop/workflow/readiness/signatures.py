"""The signatures that the papers bear, and the certificates that are there to make them (R33, R37, R39)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.model.signature import SignatureRole
from desktop.signing.authorities.revocation import Standing
from desktop.signing.checks import why_unfit
from desktop.signing.errors import CertificateUnfit, NoCertificate
from desktop.workflow.identities import SigningIdentity, is_agencys
from desktop.workflow.readiness.errors import SignatureUnfit
from desktop.workflow.readiness.facts import DossierFacts, Signed
from desktop.workflow.readiness.finding import Finding, Grade, Place
from desktop.workflow.readiness.progress import WHOSE

_REVOKED = {Standing.REVOKED, Standing.REVOKED_LATER}


def signatures(facts: DossierFacts) -> Iterator[Finding]:
    """Signatures that the province will not accept."""
    for one in facts.papers:
        for signed in one.signatures:
            reason = _why_not(signed, facts)
            if reason:
                whose = WHOSE[SignatureRole(signed.signature.role)]
                yield SignatureUnfit(one.paper.name, whose=whose, reason=reason).at(Place(one.paper.id))


def _why_not(signed: Signed, facts: DossierFacts) -> str:
    """Why a signature will be sent back, a Vietnamese phrase; empty where it will not."""
    signature, certificate = signed.signature, signed.certificate
    if signature.revocation in _REVOKED:
        return "chứng thư đã bị thu hồi"
    if certificate is None:
        return "không còn giữ chứng thư của người ký"
    agencys = is_agencys(certificate, facts.settings)
    if signature.role == SignatureRole.AGENCY and not agencys:
        return "không phải chứng thư của cơ quan này"
    if signature.role == SignatureRole.OFFICIAL and agencys:
        return "ký bằng chứng thư của cơ quan"
    # Without a time stamp nobody can tell when it was made, and it is judged by the day on which it is looked at.
    stamped = signature.time_source != "clock"
    reason = why_unfit(certificate, signature.signed_at if stamped else facts.now, facts.trusted)
    if not reason:
        return ""
    return f"chứng thư {reason}" if stamped else f"chứng thư {reason}, chữ ký chưa có dấu thời gian"


def keys(identities: Sequence[SigningIdentity], role: SignatureRole) -> Iterator[Finding]:
    """Why none of the certificates on the tokens that are there may sign; nothing where one may.

    Args:
        identities: those that are there, the likeliest first (`read_identities`).
        role: in whose name is to be signed.
    """
    own = [one for one in identities if not one.is_authority] or identities
    if any(one.fit for one in identities):
        return
    if not own:
        yield Finding(NoCertificate(WHOSE[role]), Grade.STOPS, "driver")
    for one in own:
        yield Finding(CertificateUnfit(one.signer, reason=one.why_not), Grade.STOPS, "sign")
