"""Why a demonstration ends before its end."""

from __future__ import annotations

from desktop.model.errors import Trouble


class DemoStuck(Trouble):
    """The demonstration did not come to its end."""

    code = "demo_stuck"
    sentence = "Bản làm thử dừng ở bước «{subject}»."
    advice = "Chạy «quayso doctor --training» để biết phần nào chưa sẵn sàng."
