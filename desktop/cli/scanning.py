"""`scanners`, `scan`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.cli.answer import Answer, progress
from desktop.cli.outputs import OutputFolder, may_replace, output
from desktop.machine.folders import folders
from desktop.machine.provision import read_provision
from desktop.machine.settings import FILE_NAME, load_settings
from desktop.scanner.captured import report_as_json
from desktop.scanner.config import configured
from desktop.scanner.driver import Colour, PaperSize, ScannerConfig, ScanRequest, Source
from desktop.scanner.job import ScanJob, find_devices, report_devices
from desktop.store.file import mark_folder
from desktop.training.station import TrainingStation

SEARCH_S = 20.0


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    listing = commands.add_parser("scanners", parents=[common], help="các máy quét đang trả lời")
    _where(listing)
    listing.add_argument("--report", type=Path, metavar="F.json", help="ghi khả năng của máy quét ra tệp")
    may_replace(listing)
    listing.set_defaults(run=scanners)
    scanning = commands.add_parser("scan", parents=[common], help="quét ra tệp")
    _where(scanning)
    scanning.add_argument("--device", required=True, metavar="ID", help="mã trong «quayso scanners»")
    scanning.add_argument(
        "--source", choices=[str(source) for source in Source], default=str(Source.ADF), help="khay nạp hoặc mặt kính"
    )
    scanning.add_argument("--duplex", action="store_true", help="quét hai mặt")
    scanning.add_argument("--dpi", type=int, default=200, help="độ phân giải")
    scanning.add_argument(
        "--colour",
        choices=[str(colour) for colour in Colour],
        default=str(Colour.COLOUR),
        help="màu, xám hoặc đen trắng",
    )
    scanning.add_argument(
        "--size", choices=[str(size) for size in PaperSize], default=str(PaperSize.A4), help="khổ giấy"
    )
    scanning.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục cho các trang")
    may_replace(scanning)
    scanning.set_defaults(run=scan)


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--escl", action="append", default=[], metavar="URL", help="địa chỉ máy quét mạng")
    parser.add_argument(
        "--folder", action="append", default=[], type=Path, metavar="DIR", help="thư mục mà máy quét ghi tệp vào"
    )
    parser.add_argument("--sane-config", type=Path, metavar="DIR", help="thư mục cấu hình SANE")


@contextmanager
def _surroundings(arguments: argparse.Namespace) -> Iterator[tuple[ScannerConfig, TrainingStation | None]]:
    """Where scanners are looked for: where this counter does, or at the training station, which is up meanwhile."""
    place = folders(arguments.data, training=arguments.training)
    station: TrainingStation | None = None
    if arguments.training:
        mark_folder(place, training=True)
        station = TrainingStation(place)
        config = station.scanner_config()
    else:
        config = configured(load_settings(place.data / FILE_NAME, read_provision()))
    try:
        yield (
            replace(
                config,
                escl_addresses=(*config.escl_addresses, *arguments.escl),
                folders=(*config.folders, *arguments.folder),
                sane_config_dir=arguments.sane_config or config.sane_config_dir,
            ),
            station,
        )
    finally:
        if station:
            station.close()


def scanners(arguments: argparse.Namespace) -> Answer:
    """List the scanners that answer, or write down what they can."""
    report = output(arguments, arguments.report) if arguments.report else None
    with _surroundings(arguments) as (config, _):
        if report:
            captured = report_devices(config, timeout_s=SEARCH_S)
            report.write(report_as_json(captured).encode())
            models = [str(device.get("model", "")) for device in captured]
            return Answer(data={"report": str(arguments.report), "devices": models}, lines=models)
        found = find_devices(config, timeout_s=SEARCH_S)
    data = [
        {
            "id": device.id,
            "name": device.name,
            "driver": device.driver,
            "sources": [str(source) for source in device.sources],
            "duplex": device.duplex,
            "resolutions": list(device.resolutions),
            "colours": [str(colour) for colour in device.colours],
        }
        for device in found
    ]
    lines = [f"{device.id}  {device.name}" for device in found] or ["Không thấy máy quét nào."]
    return Answer(data={"scanners": data}, lines=lines)


def scan(arguments: argparse.Namespace) -> Answer:
    """Scan everything in the feeder, or one page of the flatbed, into files."""
    out = OutputFolder(arguments, arguments.out, ["[0-9]*-front.jpg", "[0-9]*-back.jpg"])
    request = ScanRequest(
        device_id=arguments.device,
        source=Source(arguments.source),
        duplex=arguments.duplex,
        dpi=arguments.dpi,
        colour=Colour(arguments.colour),
        size=PaperSize(arguments.size),
    )
    pages: list[dict[str, Any]] = []
    with _surroundings(arguments) as (config, station):
        if station:
            station.feed(duplex=arguments.duplex)
        for side in ScanJob(request, config):
            file = out.write(f"{side.sheet:03}-{side.side}.jpg", side.image)
            pages.append(
                {
                    "out": str(file),
                    "sheet": side.sheet,
                    "side": side.side,
                    "dpi": side.dpi,
                    "width": side.width,
                    "height": side.height,
                }
            )
            progress(f"Trang {len(pages)}")
    return Answer(data={"pages": pages}, lines=[page["out"] for page in pages])
