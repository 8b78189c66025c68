"""The doctor: scanner, token, reading, key, store, clock, disk, line; each ok or trouble, with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.disk import free_bytes
from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.model.states import STILL_HERE
from desktop.page.models import model_report
from desktop.page.reading.tesseract import reader_report
from desktop.store.errors import DamagedStore
from desktop.workflow.capture import Capture
from desktop.workflow.extending import Extending
from desktop.workflow.keeping.duties import Keeping
from desktop.workflow.sending import Sending
from desktop.workflow.signing import Signing

DISK_LOW_BYTES = 2 * 1024**3
CLOCK_LIMIT_S = 120
BACKUP_DAYS = 3
NAMED = 3
"""How many papers a sentence names."""
SIGNED = "Giấy tờ đã ký"
READING = "Phần đọc chữ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding of the doctor.

    Attributes:
        name: what was looked at.
        ok: whether it is as it should be.
        sentence: what was found.
        advice: what to do where it is not.
        to_note: papers that somebody must take note of, with a word on what was done (`Extending.take_note`).
    """

    name: str
    ok: bool
    sentence: str
    advice: str = ""
    to_note: tuple[UUID, ...] = ()


class Health:
    """Looks at every part the clerk depends on."""

    def __init__(
        self,
        capture: Capture,
        signing: Signing,
        sending: Sending,
        place: Folders,
        secrets: SecretStore,
        keeping: Keeping,
        extending: Extending,
        clock: Clock,
    ) -> None:
        self._capture = capture
        self._signing = signing
        self._sending = sending
        self._place = place
        self._secrets = secrets
        self._keeping = keeping
        self._extending = extending
        self._clock = clock

    def checks(self) -> Iterator[Check]:
        """All checks, one after the other; each may block for some seconds."""
        for name, look in (
            ("Máy quét", self.scanner),
            ("Chữ ký số", self.token),
            (SIGNED, self.signed),
            ("Kho dữ liệu", self.store),
            ("Sao lưu", self.backup),
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
        return Check(name="Máy quét", ok=True, sentence=f"Sẵn sàng: {', '.join(d.name for d in devices)}")

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

    def signed(self) -> Check:
        """Whether what is signed can be relied on: no certificate revoked, no time left unproven for too long."""
        revoked = self._extending.revoked()
        if revoked:
            return self._of_revoked(revoked)
        overdue = self._extending.overdue()
        if overdue:
            return self._of_overdue(overdue)
        return Check(name=SIGNED, ok=True, sentence="Không có chữ ký nào phải xem lại.")

    @staticmethod
    def _of_revoked(papers: Sequence[Paper]) -> Check:
        advice = "Báo người phụ trách chữ ký số của đơn vị; lập lại giấy tờ và ký bằng chứng thư còn hiệu lực."
        if any(paper.sync not in STILL_HERE for paper in papers):
            advice += " Báo tỉnh về giấy tờ đã gửi."
        return Check(
            name=SIGNED,
            ok=False,
            sentence=f"Chứng thư dùng để ký {len(papers)} giấy tờ đã bị thu hồi: {_names(papers)}.",
            advice=advice,
            to_note=tuple(paper.id for paper in papers),
        )

    def _of_overdue(self, papers: Sequence[Paper]) -> Check:
        if self._extending.asks_for_time:
            advice = "Kiểm tra đường truyền tới cơ quan cấp dấu thời gian; có đường truyền thì Quầy Số tự bổ sung."
        else:
            advice = "Khai báo cơ quan cấp dấu thời gian (mục tsa_address của tệp cấu hình), hoặc gửi các giấy tờ này."
        sentence = f"{len(papers)} giấy tờ đã ký lâu mà chưa có dấu thời gian: {_names(papers)}."
        return Check(name=SIGNED, ok=False, sentence=sentence, advice=advice)

    def store(self) -> Check:
        """Whether the file is whole as far as a quick look goes, and the audit chain to its end."""
        if not self._keeping.check().whole:
            return Check(name="Kho dữ liệu", ok=False, sentence=DamagedStore.sentence, advice=DamagedStore.advice)
        broken = self._keeping.audit_broken()
        if broken is not None:
            return Check(
                name="Kho dữ liệu",
                ok=False,
                sentence=f"Nhật ký bị sửa hoặc mất từ dòng {broken}.",
                advice="Giữ nguyên máy và báo bộ phận an toàn thông tin.",
            )
        return Check(name="Kho dữ liệu", ok=True, sentence="Mở được, đã mã hoá, nguyên vẹn, nhật ký nguyên vẹn.")

    def backup(self) -> Check:
        """Whether there is a backup of these days."""
        last = self._keeping.last_backup()
        today = vietnam_day(self._clock.now())
        if last is None or (today - last).days > BACKUP_DAYS:
            when = "Chưa có bản sao lưu nào." if last is None else f"Bản sao lưu mới nhất từ ngày {last:%d/%m/%Y}."
            return Check(
                name="Sao lưu", ok=False, sentence=when, advice="Để máy mở thêm vài phút, hoặc chạy «quayso backup»."
            )
        return Check(name="Sao lưu", ok=True, sentence=f"Bản mới nhất ngày {last:%d/%m/%Y}.")

    def disk(self) -> Check:
        """Whether there is room."""
        free = free_bytes(self._place.data)
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
        """Which models and readers are missing, and what is worse without them; those that are there, in one."""
        report = [*model_report(), *reader_report()]
        for name, found, worse in report:
            if not found:
                advice = "Cài lại Quầy Số để bổ sung phần này."
                yield Check(name=name, ok=False, sentence=f"Thiếu: {worse}", advice=advice)
        there = [name[:1].lower() + name[1:] for name, found, _ in report if found]
        if there:
            yield Check(name=READING, ok=True, sentence=f"Có {', '.join(there)}.")


def trouble_first(checks: Iterable[Check]) -> list[Check]:
    """What is in trouble, then what is as it should be; each in the order it was found."""
    return sorted(checks, key=lambda check: check.ok)


def _names(papers: Sequence[Paper]) -> str:
    named = ", ".join(f"«{paper.name}»" for paper in papers[:NAMED])
    return f"{named}, …" if len(papers) > NAMED else named


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except QuaySoError as trouble:
        return Check(name=name, ok=False, sentence=trouble.message, advice=trouble.what_to_do)
