"""A step of the first run shows how far it is by its sign."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel

from desktop.ui.look.cards import StepCard
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import colours

pytestmark = pytest.mark.window


def has(picture: QPixmap, colour: str) -> bool:
    """Whether something in a picture is of a colour."""
    image, wanted = picture.toImage(), QColor(colour)
    return any(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(("tone", "colour"), [(Tone.GOOD, "good"), (Tone.BAD, "bad"), (Tone.ACT, "act")])
def test_the_sign_of_a_step_is_painted(application, tone, colour):
    step = StepCard("Máy quét", "Alt+Q")
    step.show_state("xong", tone)
    step.show()
    (sign,) = [one for one in step.findChildren(QLabel) if one.pixmap()]
    assert has(sign.grab(), getattr(colours(), colour))
