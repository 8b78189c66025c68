"""`scanners`, `scan`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from desktop.cli.answer import Answer, progress
from desktop.cli.outputs import OutputFolder, output
from desktop.machine.folders import folders
from desktop.machine.settings_file import counter_settings
from desktop.scanner.captured import report_as_json
from desktop.scanner.config import configured
from desktop.scanner.driver import Colour, PaperSize, ScannerConfig, ScanRequest, Source
from desktop.scanner.job import ScanJob, find_devices, report_devices
from desktop.store.folder import mark_folder
from desktop.training.station import TrainingStation

SEARCH_S = 20.0


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
        config = configured(counter_settings(place.data, training=False)[0])
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
