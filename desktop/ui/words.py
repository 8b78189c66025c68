"""Words of the window that stand in modules without Qt: written in English there, translated where they are shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for the translators, under the name that their tool looks for; gives it unchanged.

    Args:
        context: whose words they are, as `QCoreApplication.translate` is asked for them later.
        text: English.
    """
    return text
