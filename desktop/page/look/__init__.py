"""The one look at a page as it arrives; every question about a page as it lies has a module here."""

from desktop.page.look.whole import look, look_and_mend

__all__ = ["look", "look_and_mend"]
