"""Settings: what each may be, whose value counts, what is refused and in which words."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from desktop.machine import settings_file
from desktop.machine.allowed import written
from desktop.machine.provision import Provision
from desktop.machine.settings import SETTINGS, Setting, Settings
from desktop.machine.settings_file import (
    BadSettings,
    SetBy,
    cannot_be_locked,
    counter_settings,
    keep_setting,
    load_settings,
    set_by,
)
from desktop.sync.errors import BadProfile
from desktop.sync.line.pace import read_caps
from desktop.sync.line.proxies import proxies_for
from tools.settings_table import GUIDE, with_table

DESKTOP = Path(__file__).parents[2] / "desktop"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cau-hinh.toml"


SINCE = {"province_downtime"}
"""Settings that the former version did not have."""


def refusal(file: Path, text: str) -> str:
    file.write_text(text, "utf-8")
    with pytest.raises(BadSettings) as refused:
        load_settings(file)
    return refused.value.message


def test_no_file_gives_the_defaults(file: Path) -> None:
    assert load_settings(file) == Settings()


def test_settings_are_read(file: Path) -> None:
    file.write_text(
        'unit = "H99.12"\nsane = false\nscan_dpi = 300\nescl_scanners = ["http://10.0.0.5/eSCL"]\n', "utf-8"
    )
    settings = load_settings(file)
    assert (settings.unit, settings.sane, settings.scan_dpi) == ("H99.12", False, 300)
    assert settings.escl_scanners == ("http://10.0.0.5/eSCL",)


def test_a_file_of_the_former_version_is_read_as_before(file: Path) -> None:
    """All that a file could hold, as the guide of the former version wrote it."""
    file.write_text(
        """\
officer = "lan"
officer_name = "Nguyễn Thị Mẫu"
officer_roles = ["tiep_nhan", "van_thu"]
unit = "H99.12"
unit_name = "Xã Mẫu"
unit_above = "Ủy ban nhân dân xã Mẫu"
unit_place = "Xã Mẫu"
unit_area = "nong_thon"
competent_unit = ""
mark_words = "Bản số hóa"
province_profile = "tinh-mau"
province_address = "http://127.0.0.1:8000"
province_client = "quay"
province_proxy = "http://proxy.mau:3128"
province_bandwidth = ["07:30-11:30 256", "13:30-17:00 256"]
escl_scanners = ["https://10.0.0.5/eSCL"]
escl_fingerprints = ["FINGERPRINT"]
discover_scanners = true
sane = false
wia = false
wia_manager = "{A1E75357-881A-419E-83E2-BB16DB197C68}"
watched_folders = ["D:/Quet"]
scan_dpi = 300
scan_profiles_locked = true
trust_roots = ["goc.pem"]
token_module = "C:/x.dll"
officer_certificates = ["12ab"]
agency_signs = true
sign_issued = true
agency_name = "UBND xã Mẫu"
agency_certificates = ["34cd"]
copy_form = "SAO Y"
tsa_address = ""
revocation_unreachable = "refuse"
rsa_pss = true
signature_image = "ky.png"
stamp_qr = true
extend_within_days = 3
retention_days = 30
backup_folder = "E:/"
package_recipient = "quayso1.aa.bb"
package_senders = ["quayso1.cc.dd"]
language = "en"
theme = "dark"
password_days = 45
lock_minutes = 10

[[scan_profiles]]
name = "Hồ sơ đất đai"
dpi = 300
""".replace("FINGERPRINT", ":".join(["0F", "ab"] * 16)),
        "utf-8",
    )
    settings = load_settings(file)
    data = tomllib.loads(file.read_text("utf-8"))
    assert data.keys() | SINCE == SETTINGS.keys()
    assert [profile.name for profile in settings.scan_profiles] == ["Hồ sơ đất đai"]
    del data["scan_profiles"]
    for name, value in data.items():
        assert getattr(settings, name) == (tuple(value) if isinstance(value, list) else value), name


def test_the_agency_signs_only_where_somebody_has_set_it(file: Path) -> None:
    assert not load_settings(file).agency_signs
    file.write_text("agency_signs = true\n", "utf-8")
    assert load_settings(file).agency_signs


def test_the_province_may_decide_whether_the_agency_signs(file: Path) -> None:
    file.write_text("agency_signs = false\n", "utf-8")
    says = {"agency_signs": True}
    assert not load_settings(file, Provision(settings=says)).agency_signs
    assert load_settings(file, Provision(settings=says, locked=frozenset(says))).agency_signs
    with pytest.raises(BadSettings, match="agency_signs"):
        load_settings(file, Provision(settings={"agency_signs": "có"}))


def test_who_has_decided_each_setting_is_known(file: Path) -> None:
    file.write_text('unit = "H00"\nunit_name = "Xã Mẫu"\n', "utf-8")
    says = Provision(settings={"unit": "H99", "rsa_pss": True}, locked=frozenset({"unit"}))
    deciders = set_by(file, says)
    assert deciders.keys() == SETTINGS.keys()
    assert {name: by for name, by in deciders.items() if by is not SetBy.NOBODY} == {
        "unit": SetBy.PROVINCE,
        "rsa_pss": SetBy.PROVINCE,
        "unit_name": SetBy.COUNTER,
    }


def test_only_the_van_thu_keeps_the_seal() -> None:
    assert Settings(officer_roles=("tiep_nhan", "van_thu")).keeps_seal
    assert not Settings(officer_roles=("tiep_nhan",)).keeps_seal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit = 7", "«unit»: «7» không được, phải là chuỗi"),
        ("may_quet = 1", "«may_quet»: không có mục này"),
        ("sane = 1", "«sane»: «1» không được, phải là true hoặc false"),
        ("agency_signs = 'van_thu'", "«agency_signs»: «van_thu» không được, phải là true hoặc false"),
        ("escl_scanners = 'x'", "«escl_scanners»: «x» không được, phải là danh sách chuỗi"),
        ("escl_scanners = [1]", "«escl_scanners»: «[1]» không được"),
        ("trust_roots = ['']", '«trust_roots»: «[""]» không được'),
        ("= =", "(toàn tệp)"),
        ("revocation_unreachable = 'maybe'", "«maybe» không được, phải là một trong: mark, refuse"),
        ("revocation_unreachable = ['mark']", "phải là một trong: mark, refuse"),
        ("scan_dpi = 99", "«scan_dpi»: «99» không được, phải là số nguyên từ 100 đến 1200"),
        ("scan_dpi = 1201", "«1201» không được"),
        ("scan_dpi = true", "«true» không được, phải là số nguyên"),
        ("scan_dpi = 200.0", "«200.0» không được, phải là số nguyên"),
        ("retention_days = -1", "«retention_days»: «-1» không được, phải là số nguyên từ 0 đến 3650"),
        ("extend_within_days = 3651", "«extend_within_days»: «3651»"),
        ("province_address = 'http://mau.gov.vn'", "«province_address»: «http://mau.gov.vn» không được"),
        ("tsa_address = 'ca.gov.vn/tsa'", "phải là địa chỉ http:// hoặc https://"),
        ("province_proxy = ''", "«» không được, phải là system, none, http://máy:cổng hoặc pac:địa-chỉ"),
        ("province_bandwidth = ['7:30-11:30 256']", "phải là danh sách giờ và kbit/s, như «07:30-11:30 256»"),
        ("province_downtime = 'x'", "phải là danh sách lúc ngừng, lúc chạy lại và lý do"),
        ("province_downtime = ['2026-12-05 18:00 2026-12-05 06:00']", "kết thúc trước khi bắt đầu"),
        ("province_downtime = ['2026-02-30 18:00 2026-12-05 06:00']", "không có lúc «2026-02-30 18:00»"),
        ("escl_fingerprints = ['AB:CD']", "phải là danh sách vân tay SHA-256"),
        ("scan_profiles = 'a4'", "phải là các bảng [[scan_profiles]]"),
        ("[[scan_profiles]]\nname = 'x'\ndpi = 50", "«scan_profiles»: «dpi» phải từ 100 đến 1200"),
        ("unit = 2026-03-01", "«2026-03-01» không được"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_value_and_what_is_allowed(file: Path, text: str, said: str) -> None:
    assert said in refusal(file, text)


def test_a_long_wrong_value_is_told_shortened(file: Path) -> None:
    said = refusal(file, f"tsa_address = '{'x' * 5000}'")
    assert f"«{'x' * 59}…»" in said
    assert len(said) < 300


@pytest.mark.parametrize("one", SETTINGS.values(), ids=lambda one: one.name)
def test_what_a_setting_ships_with_is_allowed(one: Setting, file: Path) -> None:
    if one.name != "scan_profiles":
        file.write_text(f"{one.name} = {written(one.default)}\n", "utf-8")
    assert load_settings(file) == Settings()
    assert one.meaning
    assert one.allowed.words


@pytest.mark.parametrize("one", SETTINGS.values(), ids=lambda one: one.name)
def test_a_setting_is_used_where_the_list_says(one: Setting) -> None:
    read_as = {"officer_roles": "keeps_seal"}.get(one.name, one.name)
    tree = ast.parse((DESKTOP / one.used).read_text("utf-8"))
    assert any(isinstance(node, ast.Attribute) and node.attr == read_as for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("proxy", "taken"),
    [("system", True), ("none", True), ("http://proxy.mau:3128", True), ("https://p", True), ("", False),
     ("proxy.mau:3128", False), ("ftp://p", False), ("http://", False), ("None", False)],
)  # fmt: skip
def test_a_proxy_is_allowed_where_the_line_can_use_it(proxy: str, taken: bool, file: Path) -> None:
    file.write_text(f'province_proxy = "{proxy}"\n', "utf-8")
    if taken:
        proxies_for("https://mau.gov.vn", load_settings(file).province_proxy)
        return
    with pytest.raises(BadSettings):
        load_settings(file)
    with pytest.raises(BadProfile):
        proxies_for("https://mau.gov.vn", proxy)


@pytest.mark.parametrize(
    ("cap", "taken"),
    [("07:30-11:30 256", True), (" 22:00-05:00   0 ", True), ("24:00-01:00 1", False), ("07:60-08:00 1", False),
     ("07:30 256", False), ("07:30-11:30 1234567", False)],
)  # fmt: skip
def test_a_cap_is_allowed_where_the_line_can_read_it(cap: str, taken: bool, file: Path) -> None:
    file.write_text(f'province_bandwidth = ["{cap}"]\n', "utf-8")
    if taken:
        assert len(read_caps(load_settings(file).province_bandwidth)) == 1
        return
    with pytest.raises(BadSettings):
        load_settings(file)
    with pytest.raises(BadProfile):
        read_caps((cap,))


def test_what_cannot_be_locked_is_named() -> None:
    names = ["unit", "unit_nmae", "officer_name", "officer"]
    assert cannot_be_locked(names) == ["officer", "officer_name", "unit_nmae"]
    assert cannot_be_locked(["unit", "token_module", "trust_roots", "tsa_address"]) == []


def test_a_word_is_kept_where_it_stood(file: Path) -> None:
    file.write_text('# của quầy\nunit = "H1"\ntoken_module = "a"  # cũ\n\n[[scan_profiles]]\nname = "x"\n', "utf-8")
    keep_setting(file, "token_module", 'C:\\"x".dll')
    text = file.read_text("utf-8")
    assert text.startswith('# của quầy\nunit = "H1"\ntoken_module = ')
    assert load_settings(file).token_module == 'C:\\"x".dll'
    assert load_settings(file).scan_profiles[0].name == "x"


def test_a_list_is_kept_and_what_is_not_allowed_leaves_the_file_alone(file: Path) -> None:
    file.write_text('unit = "H1"\n', "utf-8")
    keep_setting(file, "trust_roots", ["D:/goc.pem", "D:/Chứng thư"])
    assert load_settings(file).trust_roots == ("D:/goc.pem", "D:/Chứng thư")
    keep_setting(file, "trust_roots", [])
    before = file.read_text("utf-8")
    assert load_settings(file).trust_roots == ()
    for wrong in ("D:/goc.pem", [""]):
        with pytest.raises(BadSettings):
            keep_setting(file, "trust_roots", wrong)
    assert file.read_text("utf-8") == before


def test_a_list_that_stands_on_several_lines_is_left_to_its_writer(file: Path) -> None:
    text = 'trust_roots = [\n  "a.pem",\n]\n'
    file.write_text(text, "utf-8")
    with pytest.raises(BadSettings, match="sửa bằng tay"):
        keep_setting(file, "trust_roots", ["b.pem"])
    assert file.read_text("utf-8") == text


def test_the_guide_has_the_table_of_today() -> None:
    guide = GUIDE.read_text("utf-8")
    assert with_table(guide) == guide, "make settings"


def test_a_guide_that_lost_its_marks_is_not_written() -> None:
    with pytest.raises(ValueError, match="marks"):
        with_table("# Dành cho quản trị viên\n")


def test_every_road_to_the_settings_goes_past_the_province(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says = Provision(serial=7, settings={"backup_folder": "E:/tinh"})
    monkeypatch.setattr(settings_file, "read_provision", lambda: says)
    file.write_text('officer = "lan"\n', "utf-8")
    settings, province = counter_settings(file.parent, training=False)
    assert (settings.officer, settings.backup_folder, province) == ("lan", "E:/tinh", says)
    settings, province = counter_settings(file.parent, training=True)
    assert (settings.officer, settings.backup_folder, province) == ("lan", "", Provision())
