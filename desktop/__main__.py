"""The front doors: `quayso` (command line; the window where no command is given) and `quayso-window`."""

from __future__ import annotations

import sys


def main() -> int:
    """The command line."""
    from desktop.cli.main import run

    return run(sys.argv[1:])


def window() -> int:
    """The window, for the shortcut on the desktop."""
    from desktop.cli.main import run

    return run(sys.argv[1:] or [])


if __name__ == "__main__":
    sys.exit(main())
