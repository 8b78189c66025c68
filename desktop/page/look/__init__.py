"""The one look at a page as it arrives; every question about a page as it lies has a module here."""

from desktop.page.look.whole import look

__all__ = ["look"]
