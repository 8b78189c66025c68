"""The front doors: `quayso` (command line; the window where no command is given) and `quayso-window`."""

from __future__ import annotations

import sys


def main() -> int:
    """The command line."""
    from desktop.cli.main import run
    from desktop.machine.windowless import has_console, in_a_box

    words = sys.argv[1:]
    if has_console() or not words or words == ["--training"]:
        return run(words, alone=True)
    return in_a_box(lambda: run(words, alone=True), "Quầy Số")


def window() -> int:
    """The window, for the shortcut on the desktop."""
    from desktop.cli.main import run

    return run(sys.argv[1:], alone=True)


if __name__ == "__main__":
    sys.exit(main())
