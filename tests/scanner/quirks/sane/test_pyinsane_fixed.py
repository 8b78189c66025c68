"""Numbers with a fraction are what they are meant to be."""

from __future__ import annotations

from desktop.scanner.quirks.sane.pyinsane_fixed import from_raw, to_raw


def test_a_length_is_set_and_read_as_it_is_meant(in_process):
    with in_process(mode="Gray", resolution=50) as device:
        device.options()
        usual = device.value("br-x")
        assert isinstance(usual, float)
        device.set("br-x", usual - 18)
        assert device.value("br-x") == usual - 18
        # Whoever scans next in this process has the whole width again.
        device.set("br-x", usual)


def test_whole_numbers_stay_whole():
    assert (to_raw("fixed", 62.5), to_raw("int", 300)) == (62.5 * 65536, 300)
    assert (from_raw("fixed", 62.5 * 65536), from_raw("int", 300)) == (62.5, 300)
