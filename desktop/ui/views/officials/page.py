"""The officials of the counter: a list, all that is known of the marked one, and what an administrator does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import label, make_primary, shrinking
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate


class OfficialsView(ListingView):
    """One row an official; below, what is known of the marked one."""

    def __init__(self) -> None:
        self.about = shrinking("", "name")
        super().__init__(
            None,
            [self.about],
            "circle-user",
            told_whole=True,
            listed=translate("OfficialsView", "Officials"),
            keys=translate("OfficialsView", "%1 %2 choose · %k roles"),
        )
        self.told = label("", "soft", wrap=True)
        self.told.hide()
        self.add = act_button(Act.ADD_OFFICIAL)
        self.switch = act_button(Act.SWITCH_OFF)
        self.password = act_button(Act.NEW_PASSWORD)
        self.roles = act_button(Act.CONFIRM, translate("OfficialsView", "Roles…"))
        self.addWidget(self.told)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.add)
        below.addStretch(1)
        for made in (self.switch, self.password, self.roles):
            below.addWidget(made)
        self.addLayout(below)

    def tell(self, words: str) -> None:
        """What is known of the marked one; nothing, where there are no words."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def offer(self, *, may: bool, marked: bool, disabled: bool) -> None:
        """What can be done now.

        Args:
            may: whether whoever is here sets officials up.
            marked: whether one is marked.
            disabled: whether the marked one is switched off.
        """
        self.add.setVisible(may)
        make_primary(self.add, primary=not marked)
        make_primary(self.roles, primary=marked)
        self.switch.name(translate("OfficialsView", "Switch on again") if disabled else translate("Acts", "Switch off"))
        for made in (self.switch, self.password, self.roles):
            made.setVisible(may and marked)
