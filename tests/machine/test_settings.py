from __future__ import annotations

import pytest

from desktop.machine.provision import Provision
from desktop.machine.settings import BadSettings, Settings, load_settings


def test_no_file_gives_the_defaults(tmp_path):
    assert load_settings(tmp_path / "cau-hinh.toml") == Settings()


def test_settings_are_read(tmp_path):
    file = tmp_path / "cau-hinh.toml"
    file.write_text(
        'unit = "H99.12"\nsane = false\nscan_dpi = 300\nescl_scanners = ["http://10.0.0.5/eSCL"]\n', "utf-8"
    )
    settings = load_settings(file)
    assert (settings.unit, settings.sane, settings.scan_dpi) == ("H99.12", False, 300)
    assert settings.escl_scanners == ("http://10.0.0.5/eSCL",)


def test_the_agency_signs_only_where_somebody_has_set_it(tmp_path):
    file = tmp_path / "cau-hinh.toml"
    assert not load_settings(file).agency_signs
    file.write_text("agency_signs = true\n", "utf-8")
    assert load_settings(file).agency_signs


def test_the_province_may_decide_whether_the_agency_signs(tmp_path):
    file = tmp_path / "cau-hinh.toml"
    file.write_text("agency_signs = false\n", "utf-8")
    says = {"agency_signs": True}
    assert not load_settings(file, Provision(settings=says)).agency_signs
    assert load_settings(file, Provision(settings=says, locked=frozenset(says))).agency_signs
    with pytest.raises(BadSettings, match="agency_signs"):
        load_settings(file, Provision(settings={"agency_signs": "có"}))


def test_only_the_van_thu_keeps_the_seal():
    assert Settings(officer_roles=("tiep_nhan", "van_thu")).keeps_seal
    assert not Settings(officer_roles=("tiep_nhan",)).keeps_seal


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("unit = 7", "unit"),
        ("may_quet = 1", "may_quet"),
        ("sane = 1", "sane"),
        ("agency_signs = 'van_thu'", "agency_signs"),
        ("escl_scanners = 'x'", "escl_scanners"),
        ("= =", "(toàn tệp)"),
        ("escl_scanners = [1]", "escl_scanners"),
        ("revocation_unreachable = 'maybe'", "revocation_unreachable"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path, text, key):
    file = tmp_path / "cau-hinh.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadSettings) as refusal:
        load_settings(file)
    assert key in refusal.value.message
