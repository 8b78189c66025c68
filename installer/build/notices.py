"""What is owed to those whose work is in the bundle: notices, licence texts, and how the LGPL parts are replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.build.parts import Part

COMMON = Path("/usr/share/common-licenses")
# Full texts of the licences that wheels only name.
_FULL_TEXTS = ("Apache-2.0", "GPL-3", "LGPL-2.1", "LGPL-3", "MPL-2.0")

_LGPL = """\
QUẦY SỐ VÀ CÁC THƯ VIỆN THEO GIẤY PHÉP LGPL / QUẦY SỐ AND ITS LGPL LIBRARIES

Quầy Số dùng các thư viện sau theo Giấy phép Công cộng GNU Hạn chế (LGPL). Quầy Số uses these libraries under the GNU
Lesser General Public License:

{list}

* Chúng nằm riêng, là các tệp bình thường trong «python\\Lib\\site-packages», và được thay bằng bản tương thích bằng
  cách chép đè. Sau đó «quayso self-test» báo tệp khác bản gốc; chương trình vẫn chạy.
  They are ordinary, separate files under python\\Lib\\site-packages; copy a compatible build over them to replace them.
  `quayso self-test` will then say that the file differs from the one shipped; the program runs all the same.
* Không có điều khoản nào của Quầy Số cấm dịch ngược để sửa lỗi sau khi thay các thư viện này.
  No term of Quầy Số forbids reverse engineering for debugging such changes.
* Mã nguồn đúng phiên bản lấy ở địa chỉ ghi bên trên; người phát hành bộ cài này giữ một bản và gửi cho ai hỏi,
  trong ba năm.
  The matching source is at the addresses above; whoever publishes this setup file keeps a copy and gives it to
  anyone who asks, for three years.
* Toàn văn: LGPL-3.txt, LGPL-2.1.txt, GPL-3.txt. Tệp MPL-2.0 (pikepdf, certifi) giữ nguyên mã nguồn, xem MPL-2.0.txt.
"""


def write_notices(folder: Path, found: list[Part]) -> None:
    """Write the folder `licences` of the bundle."""
    folder.mkdir(exist_ok=True)
    for name in _FULL_TEXTS:
        shutil.copyfile(COMMON / name, folder / f"{name}.txt")
    lesser = [one for one in found if "LGPL" in one.licence]
    listed = "\n".join(f"  {one.name} {one.version} ({one.licence}): {_source(one)}" for one in lesser)
    (folder / "LGPL-LIBRARIES.txt").write_text(_LGPL.format(list=listed), "utf-8")
    (folder / "THIRD-PARTY-NOTICES.txt").write_text("".join(_notice(one) for one in found), "utf-8")


def _source(part: Part) -> str:
    if part.name.lower() in {"pyside6_essentials", "shiboken6"}:
        return (
            f"https://download.qt.io/official_releases/QtForPython/pyside6/ (PySide6 {part.version}), "
            f"https://download.qt.io/official_releases/qt/ (Qt {part.version})"
        )
    return f"the source distribution of {part.name} {part.version} in the Python Package Index; {part.home}"


def _notice(part: Part) -> str:
    head = f"{part.name} {part.version}".strip()
    texts = "\n\n".join(f"--- {name}\n{text}" for name, text in part.texts)
    return f"{'=' * 100}\n{head}\n{part.licence}\n{part.home}\n{'=' * 100}\n{texts}\n\n"
