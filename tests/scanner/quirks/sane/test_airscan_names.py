"""No name that somebody gave a device gets into a report."""

from __future__ import annotations

from desktop.scanner.quirks.sane.airscan_names import model


def test_the_name_of_a_device_in_its_network_is_left_out():
    assert model("airscan", "eSCL Máy của chị Lan") == "eSCL"
    assert model("fujitsu", "FUJITSU fi-7160") == "FUJITSU fi-7160"
