"""A short word is handed over in a buffer as large as the option."""

from __future__ import annotations

from desktop.scanner.quirks.sane.pyinsane_strings import padded


def test_a_short_word_replaces_a_longer_one(in_process):
    with in_process(mode="Color", resolution=50) as device:
        device.options()
        device.set("mode", "Gray")
        assert str(device.value("mode")).rstrip("\0") == "Gray"


def test_the_buffer_has_the_size_of_the_option():
    assert padded("Máy", 8) == "Máy".encode() + bytes(4)
