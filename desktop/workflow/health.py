"""The doctor: scanner, token, reading, key, store, clock, disk, line; each ok or trouble, with what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.model.errors import QuaySoError
from desktop.page.models import model_report
from desktop.page.reader import reader_report
from desktop.store import audit
from desktop.store.file import Store
from desktop.workflow.capture import Capture
from desktop.workflow.sending import Sending
from desktop.workflow.signing import Signing

DISK_LOW_BYTES = 2 * 1024**3
CLOCK_LIMIT_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding of the doctor.

    Attributes:
        name: what was looked at.
        ok: whether it is as it should be.
        sentence: what was found.
        advice: what to do where it is not.
    """

    name: str
    ok: bool
    sentence: str
    advice: str = ""


class Health:
    """Looks at every part the clerk depends on."""

    def __init__(
        self,
        capture: Capture,
        signing: Signing,
        sending: Sending,
        store: Store,
        place: Folders,
        secrets: SecretStore,
    ) -> None:
        self._capture = capture
        self._signing = signing
        self._sending = sending
        self._store = store
        self._place = place
        self._secrets = secrets

    def checks(self) -> Iterator[Check]:
        """All checks, one after the other; each may block for some seconds."""
        for name, look in (
            ("Máy quét", self.scanner),
            ("Chữ ký số", self.token),
            ("Kho dữ liệu", self.store),
            ("Ổ đĩa", self.disk),
            ("Đường truyền", self.line),
            ("Đồng hồ", self.clock),
            ("Kho khoá", self.keyring),
        ):
            yield _guarded(name, look)
        yield from self.reading()

    def scanner(self) -> Check:
        """Whether a scanner answers."""
        devices = self._capture.devices()
        if not devices:
            return Check(
                name="Máy quét",
                ok=False,
                sentence="Không thấy máy quét nào.",
                advice="Bật máy quét, kiểm tra dây cáp hoặc mạng.",
            )
        return Check(name="Máy quét", ok=True, sentence="Sẵn sàng: " + ", ".join(d.name for d in devices))

    def token(self) -> Check:
        """Whether a certificate fit for signing is there."""
        found = self._signing.identities()
        fit = [identity for identity in found if identity.fit]
        if fit:
            first = fit[0]
            return Check(name="Chữ ký số", ok=True, sentence=f"{first.signer}, còn {first.days_left} ngày.")
        if found:
            return Check(name="Chữ ký số", ok=False, sentence=found[0].why_not, advice="Liên hệ nơi cấp chứng thư số.")
        return Check(
            name="Chữ ký số", ok=False, sentence="Không thấy chứng thư số nào.", advice="Cắm USB ký số vào máy."
        )

    def store(self) -> Check:
        """Whether the audit chain is whole."""
        with self._store.reading() as tx:
            broken = audit.first_broken(tx)
        if broken is not None:
            return Check(
                name="Kho dữ liệu",
                ok=False,
                sentence=f"Nhật ký bị sửa hoặc mất từ dòng {broken}.",
                advice="Giữ nguyên máy và báo bộ phận an toàn thông tin.",
            )
        return Check(name="Kho dữ liệu", ok=True, sentence="Mở được, đã mã hoá, nhật ký nguyên vẹn.")

    def disk(self) -> Check:
        """Whether there is room."""
        free = shutil.disk_usage(self._place.data).free
        if free < DISK_LOW_BYTES:
            return Check(
                name="Ổ đĩa",
                ok=False,
                sentence=f"Chỉ còn {free / 1024**3:.1f} GB.",
                advice="Giải phóng ổ đĩa trước khi quét tiếp.",
            )
        return Check(name="Ổ đĩa", ok=True, sentence=f"Còn {free / 1024**3:.0f} GB.")

    def line(self) -> Check:
        """Whether the province answers."""
        line = self._sending.line()
        return Check(name="Đường truyền", ok=line.ok, sentence=line.sentence, advice=line.advice)

    def clock(self) -> Check:
        """Whether this PC's clock agrees with the province's."""
        error = self._sending.clock_error_s()
        if error is None:
            return Check(
                name="Đồng hồ",
                ok=False,
                sentence="Chưa so được với đồng hồ của tỉnh.",
                advice="Thử lại khi có đường truyền.",
            )
        if error > CLOCK_LIMIT_S:
            return Check(
                name="Đồng hồ",
                ok=False,
                sentence=f"Đồng hồ máy này lệch {error / 60:.0f} phút so với tỉnh.",
                advice="Bật tự động chỉnh giờ trong Windows trước khi ký.",
            )
        return Check(name="Đồng hồ", ok=True, sentence="Khớp với đồng hồ của tỉnh.")

    def keyring(self) -> Check:
        """Whether there is a place that keeps the store's key."""
        self._secrets.get("doctor")
        return Check(name="Kho khoá", ok=True, sentence="Giữ được khoá của kho dữ liệu.")

    def reading(self) -> Iterator[Check]:
        """Which models and readers are there, and what is worse without those that are not."""
        for name, found, worse in (*model_report(), *reader_report()):
            yield Check(
                name=name,
                ok=found,
                sentence="Có." if found else f"Thiếu: {worse}",
                advice="" if found else "Cài lại Quầy Số để bổ sung phần này.",
            )


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except QuaySoError as trouble:
        return Check(name=name, ok=False, sentence=trouble.message, advice=trouble.what_to_do)
