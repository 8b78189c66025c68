"""The officials of a counter, their roles, and what each role may do: plain data, one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.model.errors import Refusal
from desktop.model.signature import SEAL_KEEPER


class Role(StrEnum):
    """What an official is at a counter (R65); one may have several."""

    RECEIVING = "tiep_nhan"
    PROCESSING = "xu_ly"
    SEAL_KEEPING = SEAL_KEEPER
    LEADING = "lanh_dao"
    ADMINISTERING = "quan_tri"


ROLE_WORDS: Mapping[Role, str] = {
    Role.RECEIVING: "tiếp nhận",
    Role.PROCESSING: "xử lý",
    Role.SEAL_KEEPING: "văn thư",
    Role.LEADING: "lãnh đạo",
    Role.ADMINISTERING: "quản trị",
}


class Right(StrEnum):
    """A kind of act that not every role may do."""

    RECEIVE = "receive"
    SLIPS = "slips"
    SCAN = "scan"
    BACKLOG = "backlog"
    CERTIFY = "certify"
    ISSUE = "issue"
    SIGN = "sign"
    SIGN_FOR_AGENCY = "sign_for_agency"
    SEND = "send"
    DELIVER = "deliver"
    TAKE_ALONG = "take_along"
    CARRY = "carry"
    SHIFT = "shift"
    FIGURES = "figures"
    UNIT_TIMES = "unit_times"
    SUBJECT = "subject"
    KEEP = "keep"
    SETTINGS = "settings"
    OFFICIALS = "officials"


RIGHT_WORDS: Mapping[Right, str] = {
    Right.RECEIVE: "tiếp nhận hồ sơ",
    Right.SLIPS: "lập phiếu của hồ sơ",
    Right.SCAN: "quét và xác nhận giấy tờ",
    Right.BACKLOG: "số hóa kết quả cũ",
    Right.CERTIFY: "chứng thực bản sao",
    Right.ISSUE: "lập kết quả điện tử",
    Right.SIGN: "ký số với tư cách cán bộ",
    Right.SIGN_FOR_AGENCY: "ký số thay cơ quan",
    Right.SEND: "gửi hồ sơ lên tỉnh",
    Right.DELIVER: "trả kết quả",
    Right.TAKE_ALONG: "xuất hoặc in giấy tờ",
    Right.CARRY: "lập và nhận gói USB",
    Right.SHIFT: "bàn giao hồ sơ",
    Right.FIGURES: "lập số liệu gửi tỉnh",
    Right.UNIT_TIMES: "xem thời gian làm hồ sơ của cả quầy",
    Right.SUBJECT: "thực hiện yêu cầu của chủ thể dữ liệu",
    Right.KEEP: "giữ kho dữ liệu",
    Right.SETTINGS: "thiết lập quầy và danh mục",
    Right.OFFICIALS: "quản lý cán bộ của quầy",
}

_R, _P, _S, _L, _A = Role.RECEIVING, Role.PROCESSING, Role.SEAL_KEEPING, Role.LEADING, Role.ADMINISTERING

MAY: Mapping[Right, frozenset[Role]] = {
    Right.RECEIVE: frozenset({_R}),
    # A processing official asks for additions, and says sorry.
    Right.SLIPS: frozenset({_R, _P}),
    Right.SCAN: frozenset({_R, _P, _S}),
    Right.BACKLOG: frozenset({_R, _P, _S}),
    Right.CERTIFY: frozenset({_R, _P, _L}),
    Right.ISSUE: frozenset({_P, _L}),
    Right.SIGN: frozenset({_R, _P, _S, _L}),
    Right.SIGN_FOR_AGENCY: frozenset({_S}),
    # The last signature of a dossier queues it: whoever signs sends.
    Right.SEND: frozenset({_R, _P, _S, _L}),
    Right.DELIVER: frozenset({_R}),
    Right.TAKE_ALONG: frozenset({_R, _P, _S, _L}),
    Right.CARRY: frozenset({_R, _S, _A}),
    Right.SHIFT: frozenset({_R, _P, _S, _L}),
    Right.FIGURES: frozenset({_L, _A}),
    # Who leads sees how the counter works; how long each official takes is nobody's to compare.
    Right.UNIT_TIMES: frozenset({_L}),
    Right.SUBJECT: frozenset({_L}),
    Right.KEEP: frozenset({_A}),
    Right.SETTINGS: frozenset({_A}),
    Right.OFFICIALS: frozenset({_A}),
}
"""Which roles have which right. Nobody has one that is not here."""

_BY_ITSELF = (
    "acknowledged",
    "backup made",
    "catalogue in force",
    "certificate found revoked",
    "copy purged",
    "e-store asked",
    "full check",
    "item code given",
    "official code",
    "paper built",
    "paper confirmation stopped",
    "paper extended",
    "pile sorted",
    "purged",
    "quick check",
    "step file",
    "step official_code",
    "step progress",
    "step record",
    "step status",
    "store restored",
    "store salvaged",
    "stored file fetched",
    "stored file refused",
)
"""What the program does by itself, whoever is there. (`purged` by hand asks for `Right.KEEP` before.)"""

_BY_ANYBODY = (
    "certificate kept",
    "export broken off",
    "log-in refused",
    "logged in",
    "officer logged in at the province",
    "officer logged out at the province",
    "password changed",
    "password recovered",
    "revoked certificate noted",
    "screen locked",
    "setup left",
    "setup step tried",
)
"""What needs no right of its own: an act that was allowed went wrong, or it is about who is there."""

_BY_RIGHT: Mapping[Right, tuple[str, ...]] = {
    Right.RECEIVE: (
        "consent asked",
        "declaration printed",
        "dossier opened",
        "online dossier taken",
        "online file checked",
        "paper not reused",
        "paper reused",
    ),
    Right.SLIPS: (
        "additions came",
        "originals returned",
        "paper counted",
        "slip printed",
        "slip taken back",
        "slip written",
    ),
    Right.SCAN: (
        "file taken in",
        "page edit redone",
        "page edit undone",
        "page edited",
        "page scanned",
        "paper confirmed",
        "paper sent back",
        "sheets counted",
        "signed file taken in",
    ),
    Right.BACKLOG: (
        "book opened",
        "book paper confirmed",
        "book paper left out",
        "book paper taken back",
        "book value said",
        "dossier of a book opened",
    ),
    Right.CERTIFY: (
        "copy certified",
        "copy made void",
        "copy printed",
        "copy refused",
        "original dropped",
        "paper converted",
        "unfit pages kept",
    ),
    Right.ISSUE: ("electronic result made", "issued file taken in"),
    Right.SIGN: ("paper signed official",),
    Right.SIGN_FOR_AGENCY: ("paper signed agency",),
    Right.SEND: ("dossier closed", "dossier queued", "step parked", "step retried by hand"),
    Right.DELIVER: ("dossier returned", "result delivered", "result taken back"),
    Right.TAKE_ALONG: ("paper printed", "papers bundled", "papers exported", "register printed"),
    Right.CARRY: (
        "book papers given",
        "book papers taken",
        "package exported",
        "package taken",
        "receipts exported",
        "receipts taken",
    ),
    Right.SHIFT: ("dossiers handed over", "dossiers not taken over", "dossiers taken back", "dossiers taken over"),
    Right.FIGURES: ("figures exported", "figures merged"),
    Right.SUBJECT: ("data subject deleted", "data subject exported", "data subject found"),
    Right.KEEP: ("incident pack", "recovery sheet printed"),
    Right.SETTINGS: ("catalogue taken", "setting answered"),
    Right.OFFICIALS: (
        "official added",
        "official disabled",
        "official enabled",
        "official's password set",
        "official's roles set",
    ),
}

NEEDS: Mapping[str, Right | None] = {
    **dict.fromkeys((*_BY_ITSELF, *_BY_ANYBODY)),
    **{what: right for right, acts in _BY_RIGHT.items() for what in acts},
}
"""Every act by what the journal calls it, and the right it needs. What is not here is done by nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Somebody who works at a counter.

    Attributes:
        name: login name, as the journal has it.
        full_name: NFC; certificates must bear it.
        roles: what this official is.
        disabled: may not log in any more; what was done stays under the name.
        certificate_sha256: of the certificate that logs in beside the password; empty where none does.
        certificate_serial: the certificate's own number, hex.
    """

    name: str
    full_name: str
    roles: frozenset[Role]
    disabled: bool = False
    certificate_sha256: str = ""
    certificate_serial: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts at a counter where officials log in.

    Attributes:
        name: login name; empty where nobody has logged in.
        roles: this official's.
    """

    name: str = ""
    roles: frozenset[Role] = frozenset()

    def may(self, right: Right) -> bool:
        """Whether one of the roles has a right."""
        return not self.roles.isdisjoint(MAY[right])


NOBODY = Acting()


class NotLoggedIn(Refusal):
    """At this counter each official logs in, and nobody has."""

    code = "nobody_logged_in"
    sentence = "Chưa có cán bộ nào đăng nhập ở quầy này."
    advice = "Đăng nhập rồi làm lại; ở dòng lệnh thêm «--as TÊN» và đưa mật khẩu qua đầu vào."


class NotYourRole(Refusal):
    """Whoever has logged in has no role that may do this."""

    code = "not_your_role"
    sentence = "Vai trò của {subject} không được {act}."
    advice = "Việc này của cán bộ có vai trò: {roles}."


def require_right(acting: Acting | None, right: Right | None) -> None:
    """See that whoever acts has a right.

    Args:
        acting: who; None where nobody logs in at this counter: it has one official, who may do everything.
        right: which; None where everybody has it.

    Raises:
        NotLoggedIn: nobody has logged in.
        NotYourRole: none of the official's roles has it.
    """
    if acting is None or right is None or acting.may(right):
        return
    if not acting.name:
        raise NotLoggedIn()
    roles = ", ".join(words for role, words in ROLE_WORDS.items() if role in MAY[right])
    raise NotYourRole(acting.name, act=RIGHT_WORDS[right], roles=roles)


def require_act(acting: Acting | None, what: str) -> None:
    """See that whoever acts may do what the journal is about to say.

    Args:
        acting: who; None where nobody logs in at this counter.
        what: as the journal calls it; behind a comma stands what came of it.

    Raises:
        NotLoggedIn, NotYourRole: not by whoever acts.
        LookupError: an act that `NEEDS` does not know, which is a bug.
    """
    if acting is not None:
        require_right(acting, NEEDS[what.partition(",")[0]])
