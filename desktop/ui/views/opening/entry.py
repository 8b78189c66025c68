"""A field of a form: its name above, what is to be seen of it on a card, what is said of it below."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.look.parts import note, shrinking, tell

PICTURE_PX = 34
"""Height of what is shown of a card, px."""
_NARROWEST = 6
"""Letters of a list to choose from that are seen at least."""


class Entry(QWidget):
    """One field.

    Args:
        words: its name.
        place: where something is typed or chosen.
        hint: what to type, while nothing is.
        named: the name is seen; else it is told to screen readers alone, for what stands around says it.
    """

    def __init__(self, words: str, place: QLineEdit | QComboBox, hint: str = "", *, named: bool = True) -> None:
        super().__init__()
        self.place = place
        place.setAccessibleName(words)
        if isinstance(place, QLineEdit):
            place.setPlaceholderText(hint)
        else:
            place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            place.setMinimumContentsLength(_NARROWEST)
        self.picture = QLabel()
        self.picture.setObjectName("excerpt")
        self.picture.setAccessibleName(words)
        self.note = note()
        self.note.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in ([shrinking(words, "small")] if named else []) + [self.picture, place, self.note]:
            column.addWidget(part)
        column.addStretch(1)
        self.picture.hide()
        self.note.hide()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.place.text() if isinstance(self.place, QLineEdit) else self.place.currentText()

    def say(self, words: str, told: str = "") -> None:
        """Say something below the field; nothing takes no room.

        Args:
            words: a sentence, or empty.
            told: `green`, `asked`, `refused`, or empty for what only explains.
        """
        self.note.setText(words)
        self.note.setVisible(bool(words))
        tell(self.note, told)
        tell(self.place, told if told in {"asked", "refused"} else "")

    def show_picture(self, picture: bytes | None) -> None:
        """Show what of a card the value was read from (JPEG); None shows nothing."""
        drawn = QPixmap()
        if picture and drawn.loadFromData(picture):
            self.picture.setPixmap(drawn.scaledToHeight(PICTURE_PX))
        self.picture.setVisible(bool(picture) and not drawn.isNull())
