"""What eSCL scanners say, read for what it means: addresses, capabilities, status; any words, any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.scanner.driver import PaperSize, ScanRequest
from desktop.scanner.errors import NotSupported, StrangeScanner
from desktop.scanner.escl import messages
from desktop.scanner.escl.address import split_address
from desktop.scanner.escl.driver import EsclDriver
from desktop.scanner.escl.xml import parse_xml, read_xml
from desktop.scanner.quirks.escl.job_addresses import last_word, path_of
from desktop.training.scanner.server import _capabilities
from tests.scanner.unwatched import Unwatched

# Addresses


def test_a_scanner_is_asked_where_it_was_found_whatever_it_calls_itself():
    origin, root = split_address("http://10.0.0.5:8080/eSCL/")
    assert (str(origin), root) == ("http://10.0.0.5:8080", "/eSCL/")
    assert str(origin.moved("https://may-quet.local/eSCL/x")) == "https://10.0.0.5"
    assert str(origin.moved("https://10.0.0.5:8443/eSCL/x")) == "https://10.0.0.5:8443"
    assert origin.moved("/eSCL/ScannerStatus/") == origin
    secured, _ = split_address("https://10.0.0.5/eSCL")
    for elsewhere in ("http://10.0.0.5/eSCL", "https://10.0.0.5:444/eSCL", "ftp://10.0.0.5/eSCL", "http://[fe80/x"):
        with pytest.raises(StrangeScanner):
            secured.moved(elsewhere)


@pytest.mark.parametrize("address", ["", "eSCL", "http://", "http://[fe80/eSCL", "ftp://a/eSCL", "http://a:99999/eSCL"])
def test_what_is_no_address_is_no_scanner_and_hides_no_other(scanner, address):
    with pytest.raises(StrangeScanner):
        split_address(address)
    assert len(EsclDriver((address, scanner.address)).devices()) == 1
    with pytest.raises(StrangeScanner):
        list(EsclDriver((address,)).scan(ScanRequest(device_id=f"escl:{address}"), Unwatched()))


@given(st.text(max_size=80))
def test_any_words_are_an_address_or_none(words):
    assert path_of(words, "/eSCL/").startswith("/")
    last_word(words)
    try:
        split_address(words)
    except StrangeScanner:
        pass


# Messages


def test_capabilities_with_shared_profiles_are_read():
    text = _capabilities()
    start, end = text.index("<scan:SettingProfiles>"), text.index("</scan:SettingProfiles>")
    profile = text[start + len("<scan:SettingProfiles>") : end].replace(
        "<scan:SettingProfile>", '<scan:SettingProfile name="p0">'
    )
    shared = text.replace(text[start:end], '<scan:SettingProfiles><scan:SettingProfile ref="p0"/>')
    shared = shared.replace("<scan:Platen>", f"<scan:SettingProfiles>{profile}</scan:SettingProfiles><scan:Platen>", 1)
    known = messages.capabilities(parse_xml(shared.encode()))
    assert known.platen
    assert known.platen.resolutions == (100, 150, 200, 300, 600)
    assert known == messages.capabilities(parse_xml(text.encode()))


def test_what_a_scanner_has_not_got_is_not_asked_of_it():
    text = _capabilities()
    start, end = text.index("<scan:Adf>"), text.index("</scan:Adf>") + len("</scan:Adf>")
    flatbed = messages.capabilities(parse_xml((text[:start] + text[end:]).encode()))
    with pytest.raises(NotSupported):
        messages.settings(ScanRequest(device_id="escl:x"), flatbed)


def test_resolutions_may_be_a_range():
    text = _capabilities()
    start, end = text.index("<scan:DiscreteResolutions>"), text.index("</scan:DiscreteResolutions>")
    listed = text[start : end + len("</scan:DiscreteResolutions>")]
    bounds = "<scan:Min>75</scan:Min><scan:Max>1200</scan:Max><scan:Normal>300</scan:Normal><scan:Step>{}</scan:Step>"
    for step, wanted, taken in ((1, 200, 200), (75, 200, 225), (1, 50, 75), (75, 5000, 1200), (0, 210, 210)):
        axes = "".join(
            f"<scan:{axis}Range>{bounds.format(step)}</scan:{axis}Range>" for axis in ("XResolution", "YResolution")
        )
        ranged = text.replace(listed, f"<scan:ResolutionRange>{axes}</scan:ResolutionRange>")
        known = messages.capabilities(parse_xml(ranged.encode()))
        assert messages.device_of("x", known).resolutions == ()
        request = ScanRequest(device_id="escl:x", dpi=wanted)
        assert messages.asked_for(request, known).dpi == taken
        assert f"XResolution>{taken}<".encode() in messages.settings(request, known)


def test_any_bytes_are_read_or_refused():
    text = _capabilities().encode()

    @given(st.data())
    def check(data):
        body = bytearray(text)
        for _ in range(data.draw(st.integers(1, 6))):
            body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
        try:
            read_xml(bytes(body), lambda root: messages.device_of("x", messages.capabilities(root)))
        except StrangeScanner:
            pass

    check()


def test_what_a_scanner_says_crashes_nothing():
    def bug(root):
        raise KeyError(root.tag)

    with pytest.raises(StrangeScanner):
        read_xml(b"<a/>", bug)


def test_numbers_and_names_without_measure_do_no_harm():
    text = _capabilities()
    for lie in ("-1", "99999999999999999999", "1e9", "٣٠٠", " ", "abc"):
        broken = text.replace("<scan:MaxWidth>2550<", f"<scan:MaxWidth>{lie}<")
        broken = broken.replace("XResolution>300<", f"XResolution>{lie}<")
        broken = broken.replace("</pwg:MakeAndModel>", "\t\x7f" + "x" * 5000 + "</pwg:MakeAndModel>")
        known = messages.capabilities(parse_xml(broken.encode()))
        assert known.feeder
        assert known.feeder.max_width == round(210 / 25.4 * 300)
        assert 300 not in known.feeder.resolutions
        assert len(known.name) <= messages.NAME_LIMIT
        assert known.name.isprintable()
        settings = messages.settings(ScanRequest(device_id="escl:x", size=PaperSize.A3), known)
        assert b"<ns1:Width>2480<" in settings or b":Width>2480<" in settings


@given(st.text(max_size=60))
def test_any_words_in_any_place_are_read_or_refused(words):
    safe = words.encode("utf-8", "xmlcharrefreplace").decode().replace("&", "").replace("<", "")
    text = _capabilities()
    try:
        messages.device_of("x", messages.capabilities(parse_xml(text.replace("2550", safe).encode())))
        messages.status(parse_xml(f'<s:ScannerStatus xmlns:s="{messages.SCAN}">{safe}</s:ScannerStatus>'.encode()))
    except StrangeScanner:
        pass
