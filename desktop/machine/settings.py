"""What can be set for a counter: one entry each, and everything that is said of a setting stands there.

Files are checked by it (`settings_file`), `quayso settings show` tells it, and the administrator's guide has its table
from it (`make settings`). Secrets are no settings: `SecretStore` keeps the province's client secret (`CLIENT_SECRET`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from desktop.machine.allowed import Allowed, Choice, Downtimes, Number, Profiles, Several, Switch, Text
from desktop.machine.downtime import Downtime
from desktop.model.scanning import DPI_RANGE, ScanProfile
from desktop.model.signature import SEAL_KEEPER

T = TypeVar("T")

CLIENT_SECRET = "province-client-secret"  # noqa: S105 - the name it is kept under

# What settings are about: the headings of the administrator's guide.
_COUNTER = "Quầy"
_PROVINCE = "Đường tới tỉnh"
_SCANNING = "Máy quét, cấu hình quét"
_SIGNING = "Ký số"
_KEEPING = "Giữ kho"
_WINDOW = "Cửa sổ"

_DAYS_MOST = 3650  # ten years; chosen, so that no day before the year 1 is computed
_PROVINCE_ADDRESS = Text("địa chỉ https://…", r"https://[^\s/]\S*|http://(localhost|127\.0\.0\.1|\[::1\])([:/]\S*)?")
_WEB = Text("địa chỉ http:// hoặc https://", r"https?://[^\s/]\S*")
_PROXY = Text(
    "system, none, http://máy:cổng hoặc pac:địa-chỉ", r"system|none|https?://[^\s/]\S*|pac:\S+", may_be_empty=False
)
_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
_CAP = Text("giờ và kbit/s, như «07:30-11:30 256»", rf"\s*{_HOUR}-{_HOUR}\s+\d{{1,6}}\s*", may_be_empty=False)
_ENTRY = Text(may_be_empty=False)
_LIST = Several(_ENTRY)
_SWITCH = Switch()
_TEXT = Text()
_FINGERPRINT = Text("vân tay SHA-256 (64 chữ số hệ 16)", r"[\s:]*([0-9A-Fa-f][\s:]*){64}", may_be_empty=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of one setting.

    Attributes:
        name: as files and `Settings` have it.
        default: where nobody has set it.
        allowed: which values it may have.
        meaning: what it is for, Vietnamese, for administrators.
        group: what it is about.
        used: the file below `desktop` that acts on it.
        may_lock: whether the province can lock it for all its counters.
    """

    name: str
    default: Any
    allowed: Allowed[Any]
    meaning: str
    group: str
    used: str
    may_lock: bool


def _set(allowed: Allowed[T], group: str, used: str, *, default: T, meaning: str, may_lock: bool = True) -> T:
    told = {"allowed": allowed, "meaning": meaning, "group": group, "used": used, "may_lock": may_lock}
    return field(default=default, metadata=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One counter. Each entry says what is allowed, what it is about, where it is used, its default and its meaning."""

    # Everyone at a counter has their own: locked, every paper of the province would be one official's.
    officer: str = _set(
        _TEXT,
        _COUNTER,
        "services.py",
        default="canbo",
        may_lock=False,
        meaning="tên đăng nhập của cán bộ ở quầy này, ghi vào nhật ký",
    )
    officer_name: str = _set(
        _TEXT,
        _COUNTER,
        "workflow/confirm.py",
        default="",
        may_lock=False,
        meaning="họ tên cán bộ; chứng thư phải mang tên này, dấu chuyển đổi cũng ghi tên này",
    )
    officer_roles: tuple[str, ...] = _set(
        _LIST,
        _COUNTER,
        "workflow/identities.py",
        default=(),
        meaning="vai trò của cán bộ; `van_thu`: giữ chứng thư của cơ quan, không có vai trò này thì không ký được "
        "thay cơ quan",
    )
    password_days: int = _set(
        Number(1, 365),
        _COUNTER,
        "workflow/officials/door.py",
        default=30,
        meaning="số ngày mật khẩu của cán bộ còn dùng được, kể từ lần người quản trị đặt hoặc lần đăng nhập bằng USB "
        "ký số gần nhất",
    )
    lock_minutes: int = _set(
        Number(1, 15),
        _COUNTER,
        "ui/controllers/locking.py",
        default=15,
        meaning="số phút không ai dùng thì cửa sổ tự khoá, ở quầy có cán bộ đăng nhập",
    )
    unit: str = _set(_TEXT, _COUNTER, "workflow/intake.py", default="", meaning="mã đơn vị của nơi tiếp nhận")
    unit_name: str = _set(
        _TEXT, _COUNTER, "workflow/confirm.py", default="", meaning="tên đơn vị, in trên giấy tờ và báo cáo"
    )
    unit_above: str = _set(
        _TEXT,
        _COUNTER,
        "report/printed.py",
        default="",
        meaning="tên cơ quan cấp trên trực tiếp, in ở đầu báo cáo",
    )
    unit_place: str = _set(
        _TEXT, _COUNTER, "report/printed.py", default="", meaning="địa danh ghi trước ngày tháng của báo cáo"
    )
    unit_area: str = _set(
        Choice(("chung", "nong_thon", "kho_khan")),
        _COUNTER,
        "workflow/plan.py",
        default="chung",
        meaning="nơi đặt quầy, theo đó kế hoạch giao năng suất tiếp nhận: `chung` (1.600 hồ sơ một người một năm), "
        "`nong_thon` (1.200), `kho_khan`: vùng sâu, vùng xa, vùng đặc biệt khó khăn (800)",
    )
    competent_unit: str = _set(
        _TEXT, _COUNTER, "workflow/units.py", default="", meaning="mã cơ quan giải quyết, khi khác nơi tiếp nhận"
    )
    mark_words: str = _set(
        _TEXT, _COUNTER, "workflow/confirm.py", default="Bản số hóa từ bản giấy", meaning="lời ghi của dấu chuyển đổi"
    )

    province_profile: str = _set(
        _TEXT,
        _PROVINCE,
        "services.py",
        default="mau-six-step",
        meaning="hồ sơ kết nối: `mau-six-step`, `mau-igate`, `mau-relay` hoặc tệp riêng của tỉnh",
    )
    province_address: str = _set(
        _PROVINCE_ADDRESS, _PROVINCE, "services.py", default="", meaning="địa chỉ hệ thống của tỉnh"
    )
    province_client: str = _set(
        _TEXT, _PROVINCE, "services.py", default="", meaning="mã ứng dụng (OAuth2 client id) do tỉnh cấp"
    )
    province_proxy: str = _set(
        _PROXY,
        _PROVINCE,
        "services.py",
        default="system",
        meaning="proxy dẫn tới tỉnh: của hệ thống, không dùng, hoặc ghi tay",
    )
    province_bandwidth: tuple[str, ...] = _set(
        Several(_CAP),
        _PROVINCE,
        "services.py",
        default=(),
        meaning="giới hạn tốc độ gửi theo giờ Việt Nam; ngoài các giờ ấy không hạn",
    )
    province_downtime: tuple[Downtime, ...] = _set(
        Downtimes(),
        _PROVINCE,
        "services.py",
        default=(),
        meaning="lúc tỉnh ngừng hệ thống theo kế hoạch, giờ Việt Nam: báo trước ở Hôm nay, khi ấy giấy tờ chờ (R54)",
    )

    escl_scanners: tuple[str, ...] = _set(
        _LIST, _SCANNING, "scanner/config.py", default=(), meaning="địa chỉ máy quét mạng, như `https://10.0.0.5/eSCL`"
    )
    escl_fingerprints: tuple[str, ...] = _set(
        Several(_FINGERPRINT),
        _SCANNING,
        "scanner/config.py",
        default=(),
        meaning="vân tay chứng thư của máy quét mạng tự ký chứng thư",
    )
    discover_scanners: bool = _set(
        _SWITCH,
        _SCANNING,
        "scanner/config.py",
        default=False,
        meaning="tự tìm máy quét trong mạng (DNS-SD, và bằng SANE)",
    )
    sane: bool = _set(_SWITCH, _SCANNING, "scanner/config.py", default=True, meaning="dùng SANE (Linux)")
    wia: bool = _set(_SWITCH, _SCANNING, "scanner/config.py", default=True, meaning="dùng WIA 2.0 (Windows)")
    wia_manager: str = _set(
        _TEXT,
        _SCANNING,
        "scanner/config.py",
        default="",
        meaning="mã lớp khác cho bộ quản lý thiết bị WIA, chỉ để kiểm thử",
    )
    watched_folders: tuple[str, ...] = _set(
        _LIST, _SCANNING, "scanner/config.py", default=(), meaning="thư mục mà máy chỉ biết «quét vào thư mục» ghi vào"
    )
    scan_dpi: int = _set(  # R22
        Number(*DPI_RANGE),
        _SCANNING,
        "workflow/capture.py",
        default=200,
        meaning="độ phân giải khi không chọn gì khác, điểm trên inch; quy định đòi từ 200",
    )
    scan_profiles: tuple[ScanProfile, ...] = _set(
        Profiles(),
        _SCANNING,
        "workflow/profiles.py",
        default=(),
        meaning="cấu hình quét của quản trị viên, mỗi bảng một cấu hình",
    )
    scan_profiles_locked: bool = _set(
        _SWITCH, _SCANNING, "workflow/profiles.py", default=False, meaning="quầy không được tự thêm, sửa cấu hình quét"
    )

    trust_roots: tuple[str, ...] = _set(  # R33
        _LIST,
        _SIGNING,
        "signing/authorities/counter.py",
        default=(),
        meaning="tệp hoặc thư mục chứng thư gốc và trung gian (PEM, DER): Ban Cơ yếu, và nhà cấp công cộng của "
        "nhân viên bưu chính. Không khai báo thì không ký được",
    )
    token_module: str = _set(
        _TEXT,
        _SIGNING,
        "services.py",
        default="",
        meaning="đường dẫn trình điều khiển PKCS#11; để trống thì dùng mọi trình điều khiển đã biết có trên máy "
        "(`quayso tokens --modules`, danh sách ở `resources/tokens/modules.toml`), trên Windows thêm kho "
        "chứng thư của người dùng; cửa sổ ghi mục này khi chọn ở đó (chạy thử trước, trừ khi tỉnh khoá)",
    )
    officer_certificates: tuple[str, ...] = _set(  # R39
        _LIST,
        _SIGNING,
        "workflow/identities.py",
        default=(),
        meaning="chứng thư của cán bộ ngoài chứng thư mang tên họ: số sê-ri (hệ 16) hoặc số trong tên chủ thể",
    )
    agency_signs: bool = _set(
        _SWITCH,
        _SIGNING,
        "workflow/signing.py",
        default=False,
        meaning="`true`: giấy tờ ở quầy này phải có thêm chữ ký của cơ quan, sau chữ ký cán bộ; hồ sơ chỉ vào "
        "hàng đợi khi mọi giấy tờ có đủ hai chữ ký (bản sao do cơ quan ký một mình, giấy tờ lấy từ Kho "
        "không tính). Bật lên thì hồ sơ đã vào hàng đợi vẫn gửi như đang có; tắt đi thì hồ sơ đang chờ "
        "Văn thư vào hàng đợi ở lần mở sau",
    )
    sign_issued: bool = _set(
        _SWITCH,
        _SIGNING,
        "workflow/issuing.py",
        default=False,
        meaning="`true`: kết quả điện tử lấy từ phần mềm ban hành cũng phải có chữ ký của quầy, thêm sau các chữ ký "
        "đã có",
    )
    agency_name: str = _set(  # R37
        _TEXT,
        _SIGNING,
        "workflow/identities.py",
        default="",
        meaning="cơ quan mà Văn thư ký thay; để trống là `unit_name`",
    )
    agency_certificates: tuple[str, ...] = _set(
        _LIST,
        _SIGNING,
        "workflow/identities.py",
        default=(),
        meaning="chứng thư của cơ quan ngoài chứng thư mang tên cơ quan",
    )
    copy_form: str = _set(  # R36
        _TEXT,
        _SIGNING,
        "workflow/keys.py",
        default="",
        meaning="`SAO Y`, `SAO LỤC`, `TRÍCH SAO` trên chữ ký hiển thị; khi đặt, cơ quan được ký bản sao do mình "
        "lập mà không cần chữ ký cán bộ",
    )
    tsa_address: str = _set(  # R35
        _WEB,
        _SIGNING,
        "signing/authorities/counter.py",
        default="http://ca.gov.vn/tsa",
        meaning="cơ quan cấp dấu thời gian; để trống là không dùng",
    )
    revocation_unreachable: str = _set(  # R33
        Choice(("mark", "refuse")),
        _SIGNING,
        "signing/authorities/counter.py",
        default="mark",
        meaning="khi không hỏi được thu hồi: `mark` (ký và đánh dấu chưa kiểm tra) hoặc `refuse` (không ký)",
    )
    rsa_pss: bool = _set(  # R34
        _SWITCH,
        _SIGNING,
        "workflow/keys.py",
        default=False,
        meaning="ký RSA-PSS thay cho PKCS#1 v1.5; hỏi Ban Cơ yếu trước khi bật",
    )
    signature_image: str = _set(
        _TEXT,
        _SIGNING,
        "workflow/signing.py",
        default="",
        meaning="ảnh chữ ký của cán bộ (PNG, JPEG) cho chữ ký hiển thị",
    )
    stamp_qr: bool = _set(
        _SWITCH, _SIGNING, "workflow/signing.py", default=False, meaning="vẽ QR mã giấy tờ cạnh chữ ký hiển thị"
    )
    extend_within_days: int = _set(
        Number(0, _DAYS_MOST),
        _SIGNING,
        "workflow/extending.py",
        default=7,
        meaning="sau số ngày này mà chữ ký chưa có dấu thời gian thì báo quá hạn",
    )

    retention_days: int = _set(  # R66
        Number(0, _DAYS_MOST),
        _KEEPING,
        "workflow/keeping/duties.py",
        default=7,
        meaning="số ngày giữ nội dung giấy tờ sau khi tỉnh đã xác nhận",
    )
    backup_folder: str = _set(
        _TEXT,
        _KEEPING,
        "workflow/keeping/duties.py",
        default="",
        meaning="nơi thứ hai cho bản sao lưu hằng ngày: ổ khác, thư mục mạng",
    )
    package_recipient: str = _set(
        _TEXT,
        _KEEPING,
        "workflow/keeping/packages.py",
        default="",
        meaning="dòng khoá công khai của nơi nhận gói USB; để trống thì gói niêm phong bằng mật khẩu",
    )
    package_senders: tuple[str, ...] = _set(
        _LIST,
        _KEEPING,
        "workflow/keeping/packages.py",
        default=(),
        meaning="dòng khoá công khai của các quầy mà gói USB được nhận ở đây",
    )

    language: str = _set(
        Choice(("vi", "en")),
        _WINDOW,
        "ui/controllers/appearance.py",
        default="vi",
        meaning="cửa sổ nói tiếng Việt (`vi`) hoặc tiếng Anh (`en`); cửa sổ ghi mục này khi đổi ở đó",
    )
    theme: str = _set(
        Choice(("system", "light", "dark")),
        _WINDOW,
        "ui/controllers/appearance.py",
        default="system",
        meaning="cửa sổ sáng (`light`), tối (`dark`) hoặc theo hệ điều hành (`system`); cửa sổ ghi mục này khi đổi "
        "ở đó",
    )

    @property
    def keeps_seal(self) -> bool:
        """Whether the official is the Văn thư, who alone signs in the agency's name (R37)."""
        return SEAL_KEEPER in self.officer_roles


SETTINGS = {one.name: Setting(name=one.name, default=one.default, **one.metadata) for one in fields(Settings)}
"""Every setting by its name, in the order of the administrator's guide."""
