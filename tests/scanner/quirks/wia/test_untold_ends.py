"""A page whose end nobody told is a page all the same."""

from __future__ import annotations

import types

from desktop.scanner.wia.ids import Message


def test_a_page_whose_end_is_not_told_is_handed_over_when_the_transfer_ends(com, monkeypatch):
    heard = []

    class Transfer:
        def told(self, message, percent, status, stream) -> bool:
            heard.append((message, stream))
            return message != Message.STATUS

    monkeypatch.setattr(com, "copy_of", lambda stream: stream)
    callback = com.Callback(Transfer())
    callback._streams = [b"page", b""]
    callback.finish()
    assert heard == [(Message.END_OF_STREAM, b"page")]
    # Nobody wanted more: what was under way is no page.
    told = types.SimpleNamespace(contents=com.TransferParams(Message.STATUS, 50, 2, 0))
    callback.IWiaTransferCallback_TransferCallback(None, 0, told)
    callback._streams = [b"half a page"]
    callback.finish()
    assert len(heard) == 2
