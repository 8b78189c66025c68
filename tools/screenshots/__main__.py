"""The pictures of the guide, made anew: a training dossier from its opening to its acknowledgement.

Then the main screens as they look otherwise: dark (`-toi`), and on a screen at 150 % (`-150`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop.app import App
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.window import make_application, open_window
from tests.new_counter import new_counter
from tests.ui.living import shut
from tools.screenshots import stories
from tools.screenshots.camera import OUT
from tools.screenshots.counters import come_in, set_to, settled_half, trained, with_officials

AT_150 = "--at-150"


def show(app: App, story: Callable[[MainWindow], None], first: Where | None = None) -> None:
    """Tell a story in a window on a screen of 1366 × 768 less its task bar."""
    window = open_window(app, first)
    scale = window.devicePixelRatioF()
    window.resize(int(1366 / scale), int(720 / scale))
    try:
        story(window)
    finally:
        shut(window)
        app.close()


def main() -> int:
    """Make all pictures, or those at 150 % alone: Qt is told of a screen's scale when it starts."""
    OUT.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        if AT_150 in sys.argv:
            show(trained(Path(folder) / "data"), partial(stories.take_main, look="150"))
        else:
            with pytest.MonkeyPatch.context() as patch, new_counter(Path(folder), patch) as counter:
                show(settled_half(counter), stories.tell_first_run, Where.SETUP)
            show(trained(Path(folder) / "data"), stories.tell)
            show(trained(Path(folder) / "findings"), stories.tell_findings)
            show(trained(Path(folder) / "results"), stories.tell_results)
            show(trained(Path(folder) / "slips"), stories.tell_slips)
            show(trained(Path(folder) / "declarations"), stories.tell_declarations)
            show(trained(Path(folder) / "backlog"), stories.tell_backlog)
            show(trained(Path(folder) / "plan"), stories.tell_plan)
            show(trained(Path(folder) / "copies"), stories.tell_copies)
            show(trained(Path(folder) / "online"), stories.tell_online)
            stories.tell_door(trained(Path(folder) / "door"))
            officials = with_officials(Path(folder) / "officials")
            show(come_in(officials, "lan"), stories.tell_shift)
            show(come_in(officials, "quan"), stories.tell_officials)
            show(trained(set_to(Path(folder) / "agency", "agency_signs = true")), stories.tell_agency)
            show(trained(set_to(Path(folder) / "dark", 'theme = "dark"')), partial(stories.take_main, look="toi"))
    application.quit()
    if AT_150 not in sys.argv:
        scaled = {**os.environ, "QT_SCALE_FACTOR": "1.5"}
        subprocess.run([sys.executable, "-m", "tools.screenshots", AT_150], env=scaled, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
