from __future__ import annotations

import logging

from desktop.machine.folders import folders
from desktop.machine.log import start_log


def test_long_numbers_never_reach_the_log(tmp_path):
    place = folders(tmp_path / "d", training=False)
    place.make()
    log = logging.getLogger("desktop")
    before, level = list(log.handlers), log.level
    try:
        start_log(place)
        logging.getLogger("desktop.test").info("number %s of page %s", "052199000123", 12)
        text = (place.logs / "quayso.log").read_text("utf-8")
    finally:
        for handler in log.handlers:
            handler.close()
        log.handlers, log.level = before, level
    assert "052199000123" not in text
    assert "[12 digits] of page 12" in text
