"""The steps of the first run as data, and how far each is: from the settings and from what the store knows.

Nothing here looks at a device or at the line; `trials` does, and the journal keeps what it found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from desktop.machine.settings import CLIENT_SECRET, SETTINGS, Settings
from desktop.machine.settings_file import SetBy
from desktop.model.data import as_data


class StepName(StrEnum):
    """The steps by name, in their order."""

    SCANNER = auto()
    TOKEN = auto()
    PROVINCE = auto()
    COUNTER = auto()
    PRACTICE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that only somebody at this counter can answer.

    Attributes:
        name: of the setting that keeps the answer; `CLIENT_SECRET` for the secret that is kept in the keyring.
        title: what the answer is, as it is listed.
        words: the question.
        hint: what an answer looks like, and who knows it.
        must: the counter cannot work without an answer.
    """

    name: str
    title: str
    words: str
    hint: str
    must: bool = True

    @property
    def secret(self) -> bool:
        """Whether the answer is never shown again."""
        return self.name == CLIENT_SECRET

    @property
    def is_file(self) -> bool:
        """Whether the answer is a file of this PC."""
        return self.name == "trust_roots"

    @property
    def chosen(self) -> bool:
        """Whether the answer is one of those that there are, and not typed."""
        return self.name == "province_profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a step asks, and what it rests on.

    Attributes:
        name: which step.
        title: what it settles.
        question: what it answers, as it stands above what was found.
        about: what is done in it, one sentence.
        untried: what is missing while nothing has shown that it works.
        asks: its questions, in their order.
        rests_on: settings besides those it asks for with which it was tried: with other ones it is tried anew.
    """

    name: StepName
    title: str
    question: str
    about: str
    untried: str
    asks: tuple[Ask, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def may_be_tried(self) -> bool:
        """Whether something can be asked whether it works: that somebody practises is only done."""
        return self.name is not StepName.PRACTICE


PLANS = (
    Plan(
        name=StepName.SCANNER,
        title="Máy quét",
        question="Quầy này quét bằng máy nào?",
        about="Quầy Số tìm máy quét của quầy này; có máy thì quét thử được một tờ.",
        untried="Chưa có máy quét nào trả lời.",
        asks=(
            Ask(
                name="escl_scanners",
                title="Máy quét mạng",
                words="Máy quét mạng ở địa chỉ nào?",
                hint="Như https://10.0.0.5/eSCL; quản trị mạng biết địa chỉ này. Máy cắm thẳng vào máy tính: để trống.",
                must=False,
            ),
        ),
        rests_on=("escl_fingerprints", "discover_scanners", "sane", "wia", "watched_folders"),
    ),
    Plan(
        name=StepName.TOKEN,
        title="USB ký số",
        question="Trong USB ký số có chứng thư nào?",
        about="Cắm USB ký số của cán bộ; Quầy Số xem trong đó có chứng thư nào. Không hỏi mã PIN.",
        untried="Chưa thấy chứng thư nào trong USB ký số.",
        asks=(
            Ask(
                name="trust_roots",
                title="Chứng thư gốc",
                words="Chứng thư gốc nằm ở tệp hay thư mục nào?",
                hint="Của Ban Cơ yếu Chính phủ, tỉnh phát: tệp PEM, DER hoặc cả thư mục. Không có thì không ký được.",
            ),
        ),
        rests_on=("token_module",),
    ),
    Plan(
        name=StepName.PROVINCE,
        title="Hệ thống của tỉnh",
        question="Tỉnh có nhận quầy này không?",
        about="Quầy Số hỏi đường truyền và tài khoản kết nối, rồi lấy danh mục thủ tục.",
        untried="Chưa hỏi được hệ thống của tỉnh bằng tài khoản của quầy.",
        asks=(
            Ask(
                name="province_address",
                title="Địa chỉ",
                words="Hệ thống của tỉnh ở địa chỉ nào?",
                hint="Bắt đầu bằng https://; tỉnh cấp cùng tài khoản kết nối.",
            ),
            Ask(
                name="province_profile",
                title="Kiểu kết nối",
                words="Hệ thống của tỉnh thuộc kiểu nào?",
                hint="mau-six-step: API sáu bước; mau-igate: VNPT iGate; mau-relay: trạm tiếp. Tỉnh cho biết.",
            ),
            Ask(
                name="province_client",
                title="Mã ứng dụng",
                words="Mã ứng dụng của quầy là gì?",
                hint="Tỉnh cấp (OAuth2 client id).",
            ),
            Ask(
                name=CLIENT_SECRET,
                title="Mật khẩu kết nối",
                words="Mật khẩu kết nối là gì?",
                hint="Tỉnh cấp (OAuth2 client secret). Chỉ giữ trong kho khoá của máy này, không hiện lại.",
            ),
        ),
        rests_on=("province_proxy",),
    ),
    Plan(
        name=StepName.COUNTER,
        title="Đơn vị, cán bộ",
        question="Đơn vị và cán bộ có đúng không?",
        about="Mã đơn vị được đối chiếu với danh mục, họ tên cán bộ với chứng thư trong USB ký số.",
        untried="Chưa đối chiếu đơn vị và cán bộ với danh mục.",
        asks=(
            Ask(
                name="unit",
                title="Mã đơn vị",
                words="Mã của đơn vị tiếp nhận là gì?",
                hint="Mã định danh như H08.12 hoặc 000.00.12.H08, có trong danh mục của tỉnh.",
            ),
            Ask(
                name="unit_name",
                title="Tên đơn vị",
                words="Tên đơn vị in trên giấy tờ là gì?",
                hint="In trên dấu chuyển đổi và báo cáo.",
            ),
            Ask(
                name="officer_name",
                title="Họ tên cán bộ",
                words="Cán bộ ở quầy này họ tên là gì?",
                hint="Viết như trong chứng thư của cán bộ: chỉ chứng thư mang tên này được ký.",
            ),
            Ask(
                name="officer",
                title="Tên đăng nhập",
                words="Tên đăng nhập của cán bộ ở hệ thống của tỉnh là gì?",
                hint="Ghi vào nhật ký của quầy.",
            ),
        ),
        rests_on=("officer_certificates",),
    ),
    Plan(
        name=StepName.PRACTICE,
        title="Hồ sơ tập",
        question="Mở một hồ sơ tập?",
        about="Mở một hồ sơ của công dân bịa, từ tiếp nhận tới ký và gửi, không giấy tờ thật nào.",
        untried="Chưa mở hồ sơ tập nào.",
    ),
)
"""The five steps, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the settings and the store say of a counter.

    Attributes:
        settings: as they count now.
        set_by: who has decided each of them.
        locked: those that the province does not let a counter change.
        has_secret: the secret of the province's account is in the keyring.
        tried: with which settings (`mark_of`) each step was last seen to work.
        worked: steps that the counter's own work has shown to work, such as pages that were scanned.
        training: this is training: invented parts stand in, and nothing is asked.
    """

    settings: Settings
    set_by: Mapping[str, SetBy]
    locked: frozenset[str] = frozenset()
    has_secret: bool = False
    tried: Mapping[StepName, str]
    worked: frozenset[StepName] = frozenset()
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what is known of its answer.

    Attributes:
        ask: the question.
        answer: what stands as its answer now; of a secret, and where nothing stands, empty.
        answered: somebody has decided it.
    """

    ask: Ask
    answer: str
    answered: bool

    @property
    def open(self) -> bool:
        """Whether the counter waits for it."""
        return self.ask.must and not self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a step is.

    Attributes:
        plan: which one.
        questions: what may be answered here.
        given: what the province has settled: title and value of each.
        missing: what is still missing, a sentence each; none where it is settled.
    """

    plan: Plan
    questions: tuple[Question, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def open_question(self) -> int | None:
        """Which question comes first of those that the counter waits for; None where it waits for none."""
        return next((at for at, one in enumerate(self.questions) if one.open), None)


def plan_of(name: StepName) -> Plan:
    """What a step asks, and what it rests on."""
    return next(plan for plan in PLANS if plan.name is name)


def ask_of(name: str) -> Ask:
    """The question whose answer a setting keeps."""
    return next(ask for plan in PLANS for ask in plan.asks if ask.name == name)


def mark_of(plan: Plan, settings: Settings) -> str:
    """What a step was tried with, as the journal keeps it: other settings have another mark."""
    names = (*(ask.name for ask in plan.asks if not ask.secret), *plan.rests_on)
    values = as_data([[name, getattr(settings, name)] for name in names])
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]


def steps_of(known: Known) -> tuple[Step, ...]:
    """How far each step is, in their order."""
    return tuple(_step(plan, known) for plan in PLANS)


def _step(plan: Plan, known: Known) -> Step:
    if known.training:
        return Step(plan=plan, missing=_untried(plan, known))
    questions = tuple(_question(ask, known) for ask in plan.asks if not _of_the_province(ask, known))
    given = tuple(
        (ask.title, shown(getattr(known.settings, ask.name)))
        for ask in plan.asks
        if _of_the_province(ask, known) and getattr(known.settings, ask.name)
    )
    wanted = ", ".join(f"{one.ask.title[0].lower()}{one.ask.title[1:]}" for one in questions if one.open)
    unanswered = (f"Chưa có {wanted}.",) if wanted else ()
    # What the province keeps to itself and has not given, nobody here can give.
    withheld = tuple(
        f"Tỉnh giữ mục «{ask.title}» nhưng chưa đặt giá trị; báo quản trị của tỉnh."
        for ask in plan.asks
        if ask.must and _of_the_province(ask, known) and not getattr(known.settings, ask.name)
    )
    waits = (*withheld, *unanswered)
    return Step(plan=plan, questions=questions, given=given, missing=waits or _untried(plan, known))


def _untried(plan: Plan, known: Known) -> tuple[str, ...]:
    works = plan.name in known.worked or known.tried.get(plan.name) == mark_of(plan, known.settings)
    return () if works else (plan.untried,)


def _of_the_province(ask: Ask, known: Known) -> bool:
    return not ask.secret and (ask.name in known.locked or known.set_by[ask.name] is SetBy.PROVINCE)


def _question(ask: Ask, known: Known) -> Question:
    if ask.secret:
        return Question(ask=ask, answer="", answered=known.has_secret)
    value = getattr(known.settings, ask.name)
    by_somebody = known.set_by[ask.name] is not SetBy.NOBODY
    return Question(ask=ask, answer=shown(value), answered=bool(value) and by_somebody)


def shown(value: Any) -> str:
    """A value as it is typed: of a list, its entries with commas between them."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def typed(name: str, text: str) -> str | list[str]:
    """What was typed as the settings file has it.

    Args:
        name: of the setting.
        text: of a list, its entries with commas between them.

    Raises:
        ValueError: not allowed.
    """
    setting = SETTINGS[name]
    plain = text.strip()
    value: str | list[str] = plain
    if isinstance(setting.default, tuple):
        value = [one.strip() for one in plain.split(",") if one.strip()]
    setting.allowed.read(value)
    return value
