"""The table of settings in the administrator's guide, written anew from the list in `desktop/machine/settings.py`.

python -m tools.settings_table
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop.machine.allowed import written
from desktop.machine.settings import SETTINGS, Setting

GUIDE = Path(__file__).parents[1] / "docs" / "administrators.md"
_BEGIN = "<!-- Từ đây tới dấu hết bảng: `make settings` ghi, đừng sửa tay. -->"
_END = "<!-- hết bảng -->"


def table() -> str:
    """The table, Markdown."""
    lines = ["| mục | để làm gì | nhận | mặc định | tỉnh khoá |", "|---|---|---|---|---|"]
    group = ""
    for one in SETTINGS.values():
        if one.group != group:
            group = one.group
            lines.append(f"| **{group}** | | | | |")
        lines.append(_row(one))
    return "\n".join(lines)


def _row(one: Setting) -> str:
    cells = (one.meaning, one.allowed.words, f"`{written(one.default)}`", "được" if one.may_lock else "không")
    return f"| `{one.name}` | {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def with_table(guide: str) -> str:
    """A guide with the table of today between its two marks.

    Raises:
        ValueError: the guide has not the two marks, once each.
    """
    before, *rest = re.split(f"{re.escape(_BEGIN)}|{re.escape(_END)}", guide)
    if len(rest) != 2:
        raise ValueError("the guide has lost the marks around its table of settings")
    return f"{before}{_BEGIN}\n\n{table()}\n\n{_END}{rest[1]}"


if __name__ == "__main__":
    GUIDE.write_text(with_table(GUIDE.read_text("utf-8")), "utf-8")
