"""Buttons, entries of menus and keys, made from the table of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.acts.offer import Offers
from desktop.ui.acts.table import TABLE, Act, act_of, key_of, written
from desktop.ui.look.keys import KeyButton
from desktop.ui.look.parts import chip, make_primary


def say(words: str) -> str:
    """Words of the acts in the clerk's language."""
    return QCoreApplication.translate("Acts", words)


def words_of(act: Act) -> str:
    """What an act is called."""
    return say(TABLE[act].words)


def with_key(act: Act, words: str) -> str:
    """A sentence that names the key of an act where it says %k."""
    return words.replace("%k", key_of(act))


def say_key(key: str) -> str:
    """A key as it is told where only a few look: below the mouse."""
    return written(key)


def act_button(act: Act, words: str = "", *, primary: bool = False) -> KeyButton:
    """A button that an act's key presses.

    Args:
        act: the act.
        words: what it is called here; empty for what the table calls it.
        primary: it is the one to press.
    """
    made = KeyButton("", key_of(act))
    made.name(words or words_of(act))
    make_primary(made, primary=primary)
    return made


def act_chip(act: Act, words: str = "", *, name: str = "chip", checkable: bool = False) -> KeyButton:
    """A small button among its like, that an act's key presses.

    Args:
        act: the act.
        words: what it is called here; empty for what the table calls it.
        name: its look.
        checkable: it can stay down.
    """
    made = chip(key_of(act), name=name, checkable=checkable)
    made.name(words or words_of(act))
    return made


def show_offer(button: QPushButton, offers: Offers, act: Act) -> None:
    """Let a button offer an act as it stands now."""
    offer = offers.each[act]
    button.setEnabled(offer.allowed)
    if isinstance(button, KeyButton):
        button.name(say(offers.words(act)))
    make_primary(button, primary=offers.primary is act)


def act_action(menu: QMenu, act: Act, *, checkable: bool = False, before: QAction | None = None) -> QAction:
    """An act's entry in a menu, with its key. The key works where its owner is given the action."""
    action = QAction(words_of(act), menu)
    action.setCheckable(checkable)
    key = TABLE[act].key
    if key:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
    menu.insertAction(before, action) if before else menu.addAction(action)
    return action


def bind(owner: QWidget, acts: Mapping[Act, Callable[[], object]]) -> None:
    """Let the acts' keys do them while the owner's window has the keyboard and the owner is on the screen."""
    for act, do in acts.items():
        key = QShortcut(QKeySequence(TABLE[act].key), owner)
        # A key that is held down has seen nothing of what it would do next.
        key.setAutoRepeat(False)
        key.activated.connect(do)


def presses(event: QKeyEvent, act: Act) -> bool:
    """Whether a pressed key is that of an act."""
    return QKeySequence(event.keyCombination()) == QKeySequence(TABLE[act].key)


def act_of_key(event: QKeyEvent) -> Act | None:
    """What a pressed key of the window itself does; None for any other."""
    key = QKeySequence(event.key())
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return act_of(key.toString(QKeySequence.SequenceFormat.PortableText)) if plain else None
