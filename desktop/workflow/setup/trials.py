"""The trial of each step: the real scanner, token and province are asked, by what the health check asks them with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from desktop.machine.settings import Settings
from desktop.model.catalogue import Agency, UnknownCode
from desktop.model.errors import QuaySoError
from desktop.sync.errors import NotOffered
from desktop.sync.gateway import ProvinceGateway
from desktop.workflow.capture import Capture
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import NoCatalogue
from desktop.workflow.health import Check, Health
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.setup.steps import StepName
from desktop.workflow.signing import Signing


class Parts(Protocol):
    """What a counter is made of; of the running program, or with settings that were answered a moment ago."""

    @property
    def settings(self) -> Settings:
        """With which the parts were made."""

    @property
    def capture(self) -> Capture:
        """Its scanners."""

    @property
    def signing(self) -> Signing:
        """Its tokens, and whom it trusts."""

    @property
    def catalogue(self) -> CatalogueDesk:
        """Its catalogue."""

    @property
    def health(self) -> Health:
        """Its health check."""

    def gateway(self) -> ProvinceGateway:
        """The way to its province."""


def try_step(name: StepName, parts: Parts, today: date) -> Check:
    """Try what a step has settled; blocks until what is asked has answered.

    Args:
        name: which step; of the practice dossier nothing can be tried.
        parts: what is tried.
        today: the day, in Vietnam.
    """
    looks: dict[StepName, Callable[[], Check]] = {
        StepName.SCANNER: parts.health.scanner,
        StepName.TOKEN: lambda: _token(parts),
        StepName.PROVINCE: lambda: _province(parts),
        StepName.COUNTER: lambda: _counter(parts, today),
    }
    try:
        return looks[name]()
    except QuaySoError as trouble:
        return Check(name=name, ok=False, sentence=trouble.message, advice=trouble.what_to_do)


def own_certificates(parts: Parts) -> list[SigningIdentity]:
    """The certificates of people and agencies on the tokens; those of issuers sign nothing.

    Raises:
        SigningTrouble: the token's module.
        UnreadableInput: a file of roots holds no certificate.
    """
    return [one for one in parts.signing.identities() if not one.is_authority]


def agency_of(catalogue: CatalogueDesk, code: str, today: date) -> Agency:
    """The unit with a code, where it may be chosen for a dossier of today (R2, R11).

    Raises:
        NoCatalogue: there is none to look it up in.
        UnknownCode: the catalogue has no such unit, or it exists no more.
    """
    found = catalogue.current().agency(code)
    if not found.existed_on(today):
        raise UnknownCode(code)
    return found


def _token(parts: Parts) -> Check:
    """Certificates are listed. Whether one is the official's is not known before it is known who that is."""
    check = parts.health.token()
    found = own_certificates(parts)
    if check.ok or not found:
        return check
    names = ", ".join(f"{one.signer} (còn {max(one.days_left, 0):d} ngày)" for one in found)
    return Check(name=check.name, ok=True, sentence=f"Thấy chứng thư: {names}.", advice=_why_unfit(found))


def _why_unfit(found: list[SigningIdentity]) -> str:
    """What is said of the first of some certificates none of which can sign now."""
    return f"Hiện chưa ký được: {found[0].why_not}."


def _province(parts: Parts) -> Check:
    """The line, the counter's own account, and the catalogue where the province gives one."""
    check = parts.health.line()
    if not check.ok:
        return check
    province = parts.gateway()
    province.account.check()
    try:
        parts.catalogue.pull(province.catalogue)
    except NotOffered:
        pass
    version = parts.catalogue.current_version()
    if version is None:
        words = "Tỉnh trả lời, tài khoản được nhận; tỉnh không phát danh mục qua đường truyền."
        return Check(name=check.name, ok=True, sentence=words, advice=NoCatalogue.advice)
    words = f"Tỉnh trả lời, tài khoản được nhận; danh mục thủ tục bản {version}."
    return Check(name=check.name, ok=True, sentence=words)


def _counter(parts: Parts, today: date) -> Check:
    """The unit stands in the catalogue, and a certificate bears the official's name where a token is there."""
    settings = parts.settings
    unit = agency_of(parts.catalogue, settings.unit, today)
    unit_words = f"Đơn vị {unit.code}: {unit.name}"
    name = "Đơn vị, cán bộ"
    try:
        found = own_certificates(parts)
    except QuaySoError:
        found = []
    if not found:
        advice = "Cắm USB ký số rồi thử lại để so họ tên cán bộ với chứng thư."
        return Check(name=name, ok=True, sentence=f"{unit_words}. Chưa so được tên cán bộ.", advice=advice)
    if any(one.theirs for one in found):
        return Check(name=name, ok=True, sentence=f"{unit_words}. Cán bộ {settings.officer_name} có chứng thư.")
    others = ", ".join(one.signer for one in found)
    return Check(
        name=name,
        ok=False,
        sentence=f"Chứng thư trong USB ký số mang tên {others}, không phải {settings.officer_name}.",
        advice="Sửa họ tên cho đúng như chứng thư, hoặc cắm USB ký số của cán bộ này.",
    )
