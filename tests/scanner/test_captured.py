"""Scanner reports: written without what names a device, replayed as if the device stood here."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.model.errors import UnreadableInput
from desktop.scanner.captured import replay, report_as_json
from desktop.scanner.driver import Colour, PaperSize, ScannerConfig, ScanRequest, Source
from desktop.scanner.errors import NotSupported
from desktop.scanner.job import find_devices, report_devices
from desktop.scanner.wia import ids
from desktop.scanner.wia.driver import WiaDriver
from tests.scanner.stand_in_wia import Item, Manager, choices

REPORTS = Path(__file__).with_name("reports")


def captured(name: str):
    (device,) = replay((REPORTS / name).read_text("utf-8"), name)
    return device


def request(**more) -> ScanRequest:
    return ScanRequest(device_id="captured", **more)


def test_sanes_test_device_is_replayed():
    device = captured("sane-test.json")
    assert device.device().sources == (Source.ADF, Source.FLATBED)
    assert device.device().colours == (Colour.COLOUR, Colour.GREY, Colour.BLACK_AND_WHITE)
    settings = device.settings(request(dpi=300, size=PaperSize.A5))
    assert settings == {
        "source": "Automatic Document Feeder",
        "mode": "Color",
        "depth": 8,
        "resolution": 300,
        "tl-x": 0.0,
        "br-x": 148.0,
        "tl-y": 0.0,
        "br-y": 200.0,
    }
    grey = device.settings(request(source=Source.FLATBED, colour=Colour.BLACK_AND_WHITE))
    assert (grey["source"], grey["mode"], grey["depth"]) == ("Flatbed", "Gray", 1)


def test_airscan_is_replayed():
    device = captured("sane-airscan.json")
    assert device.device().duplex
    assert device.device().resolutions == (100, 150, 200, 300, 600)
    settings = device.settings(request(duplex=True, dpi=250))
    assert (settings["source"], settings["resolution"]) == ("ADF Duplex", 300)
    assert (settings["br-x"], settings["br-y"]) == (210.0, 297.0)


def test_the_escl_scanner_is_replayed():
    device = captured("escl.json")
    assert device.device().sources == (Source.ADF, Source.FLATBED)
    settings = device.settings(request(duplex=True, dpi=200, size=PaperSize.F4))
    assert settings["InputSource"] == "Feeder"
    assert settings["Duplex"] == "true"
    assert (settings["Width"], settings["Height"]) == ("2480", "3898")
    # The feeder ends at 355.6 mm.
    assert device.settings(request(size=PaperSize.A3))["Height"] == "4200"


def test_a_wia_report_is_replayed():
    root, feeder = Item("{root}"), Item(ids.FEEDER, DATA_TYPE=choices(3), X_RESOLUTION=choices(300, 600))
    root.below = [feeder]
    driver = WiaDriver(open_manager=lambda class_id: contextlib.nullcontext(Manager(root)))
    report = report_as_json(driver.report())
    assert "Máy quét WIA" not in report
    (device,) = replay(report)
    assert device.device().sources == (Source.ADF,)
    assert device.settings(request(dpi=400))["X_RESOLUTION"] == 600
    with pytest.raises(NotSupported):
        device.settings(request(source=Source.FLATBED))


def test_what_is_captured_now_is_what_was_captured_then(config, machine):
    now = {(device["driver"], device.get("backend")): device for device in report_devices(config, 60)}
    for name in ("sane-test.json", "sane-airscan.json", "escl.json"):
        (then,) = json.loads((REPORTS / name).read_text("utf-8"))["devices"]
        assert now[(then["driver"], then.get("backend"))].keys() == then.keys()
        (live,) = replay(report_as_json([now[(then["driver"], then.get("backend"))]]))
        (kept,) = replay((REPORTS / name).read_text("utf-8"))
        wanted = request(dpi=300, duplex=then.get("backend") != "test")
        assert live.settings(wanted) == kept.settings(wanted)


def test_a_report_names_no_device(config, machine):
    report = report_as_json(report_devices(config, 60))
    for trace in ("127.0.0.1", "TH-0001", "00000000-0000-4000", "Virtual", machine.address):
        assert trace not in report
    found = find_devices(config, 60)
    assert not any(device.id in report for device in found if not device.id.startswith("sane:test"))


def test_the_command_writes_one(tmp_path, machine, capsys):
    file = tmp_path / "bao-cao.json"
    empty = tmp_path / "sane"
    empty.mkdir()
    (empty / "dll.conf").write_text("", "utf-8")
    words = ["scanners", "--data", str(tmp_path / "data"), "--json", "--report", str(file)]
    assert run([*words, "--escl", machine.address, "--sane-config", str(empty)]) == 0
    assert json.loads(capsys.readouterr().out)["devices"] == ["Quầy Số Máy quét tập huấn"]
    assert len(replay(file.read_text("utf-8"))) == 1


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"quayso_scanner_report": 2, "devices": []}', '{"quayso_scanner_report": 1, "devices": [{}]}'],
)
def test_what_is_no_report_is_refused(text):
    with pytest.raises(UnreadableInput):
        replay(text, "x.json")


def test_a_counter_without_scanners_has_an_empty_report():
    assert report_devices(ScannerConfig(sane=False), 30) == []
