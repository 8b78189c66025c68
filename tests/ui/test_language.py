"""Vietnamese or English, light or dark: all of the window, at once, and nothing lost on the way there and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from desktop.app import App
from desktop.machine.folders import resources
from desktop.machine.provision import Provision
from desktop.machine.settings_file import FILE_NAME, load_settings
from desktop.model.owner import party_from_qr
from desktop.training import names
from desktop.training.people import person
from desktop.ui.acts.table import TABLE, Act
from desktop.ui.below import CATALOGUE, below, read_catalogue
from desktop.ui.language import Language, said, spoken
from desktop.ui.look.tokens import DARK, LIGHT, colours
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.views.opening.owner import Way
from desktop.ui.views.today import Which
from tests.ui.conftest import Clerk
from tests.ui.desk import proposed
from tests.ui.everywhere import everywhere, page_of, read_on
from tools.below import gathered

VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")
WORD = re.compile("[a-z]{3,}")
NO_WORDS = re.compile(r"«quayso[^»]*»|--\S+|\S*_\S*|\{\w+(:d)?\}")
"""Names of commands and settings, and of what is put into a sentence."""
I18N = resources() / "i18n"
IN_EITHER = ("Quầy Số", "Tiếng Việt", "English", "không có ai như thế", "Toàn quốc", "Vô thời hạn")
OTHER_LANGUAGE = (Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
OTHER_COLOURS = (Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)


def messages(file: str) -> Iterator[tuple[str, str, str]]:
    """Context, source and translation of each."""
    for context in ElementTree.parse(I18N / file).iter("context"):
        for message in context.iter("message"):
            words = message.findtext("source") or "", message.findtext("translation") or ""
            yield context.findtext("name") or "", *words


def words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text.lower())}


def data_of(app: App) -> list[str]:
    """What is told in the words of people, offices and devices, in whatever language; the longest first."""
    settings, catalogue = app.settings, app.catalogue.current()
    told = [settings.officer_name, settings.unit_name, settings.agency_name, names.OFFICIAL, names.AGENCY, "N. T. Mẫu"]
    told += [str(value) for number in range(8) for value in astuple(person(f"citizen {number}"))]
    told += [device.name for device in app.capture.devices()]
    for identity in app.signing.identities():
        told += [identity.token_label, identity.signer, identity.title, identity.organisation, identity.issuer]
    for procedure in catalogue.procedures:
        told += [procedure.name, *(one.name for one in procedure.results), *(case.name for case in procedure.cases)]
        for component in (one for case in procedure.cases for one in case.components):
            told += [component.name, *(field.value for field in proposed(component.name).values())]
    return sorted({*told, *IN_EITHER} - {""}, key=len, reverse=True)


def seen_beside(data: Iterable[str], window: MainWindow, clerk: Clerk) -> Iterator[tuple[str, str, str]]:
    """Where, in which widget and which words, without what is data."""
    for name, root in everywhere(window, clerk.until):
        for widget, words in read_on(root):
            rest = words
            for one in data:
                rest = rest.replace(one, "")
            # A button may have no room for all of a name.
            if not (words.endswith("…") and any(one.startswith(words[:-1]) for one in data)):
                yield name, widget, rest


def turn(clerk: Clerk, language: Language) -> None:
    """Press the key of the other language, and wait for it."""
    clerk.until(lambda: clerk.window.isActiveWindow() and not clerk.window.busy, "the window at rest")
    clerk.press(*OTHER_LANGUAGE)
    clerk.until(lambda: spoken() is language and not clerk.window.appearance.changing, f"{language}")


@pytest.mark.slow
@pytest.mark.window
def test_every_screen_speaks_one_language(desk) -> None:
    opened = desk((2, 1))
    opened.settle()
    clerk = opened.clerk
    window, data = clerk.window, data_of(clerk.window.app)
    sources = words_of(source for _, source, _ in messages("vi.ts"))
    below_it = [NO_WORDS.sub("", words) for words in read_catalogue(I18N / CATALOGUE)]
    vietnamese = words_of([*(words for _, _, words in messages("vi.ts")), *below_it, *data])
    english = sources - vietnamese
    assert {"paper", "scan", "dossier"} <= english
    mixed = [seen for seen in seen_beside(data, window, clerk) if words_of([seen[2]]) & english]
    assert not mixed
    turn(clerk, Language.ENGLISH)
    mixed = [seen for seen in seen_beside(data, window, clerk) if VIETNAMESE.search(seen[2])]
    assert not mixed
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Cancel"


@pytest.mark.slow
@pytest.mark.window
def test_the_dossier_its_page_what_was_typed_and_the_cursor_stay(desk) -> None:
    opened = desk((1, 3))
    opened.settle()
    clerk = opened.clerk
    window = clerk.window
    clerk.press(Qt.Key.Key_Down)
    opened.settle()
    clerk.until(lambda: opened.screen().page == 1, "the first page of the second paper")
    clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: opened.screen().page == 2, "the second page of the second paper")
    field = window.dossier.contents.view.fields["signer"]
    field.setFocus()
    field.selectAll()
    clerk.type("Người ký khác")
    field.setSelection(2, 4)
    before, listeners = opened.screen(), [len(one._listeners) for one in told_by(window.app)]
    for language in (Language.ENGLISH, Language.VIETNAMESE):
        turn(clerk, language)
        clerk.until(lambda: opened.screen() == before, "the same page, and what was typed")
        now = window.dossier.contents.view.fields["signer"]
        clerk.until(lambda now=now: QApplication.focusWidget() is now, "the cursor in its field")
        clerk.until(lambda now=now: (now.selectedText(), now.text()) == ("ười ", "Người ký khác"), "its letters marked")
        assert window.shown is window.dossier
        assert [len(one._listeners) for one in told_by(window.app)] == listeners, "a page that is gone still listens"
    assert load_settings(window.app.place.data / FILE_NAME).language == Language.VIETNAMESE
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: window.shown is window.page(Where.TODAY), "back on the list that it was opened from")


def told_by(app: App) -> list:
    return [app.sending, app.reuse, app.piles, app.work]


@pytest.mark.slow
@pytest.mark.window
def test_lists_and_the_form_stay_and_colours_change_at_once(clerk: Clerk) -> None:
    window, app = clerk.window, clerk.window.app
    for number in (2, 3):
        app.intake.start("1.001193", "TH1", party_from_qr(person(f"citizen {number}").qr))
    window.show_screen(Where.TODAY)
    today = page_of(window, Where.TODAY)
    clerk.until(lambda: len(today.view.rows.rows) == 2, "two dossiers")
    today.choose(Which.UNFINISHED)
    clerk.until(today.view.rows.hasFocus, "the keys at the dossiers")
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: today.view.rows.chosen == today.view.rows.rows[1].key, "the second one")
    chosen = today.view.rows.chosen
    ground = grounds(window)
    assert colours() is LIGHT
    clerk.press(*OTHER_COLOURS)
    clerk.until(lambda: app.settings.theme == "light" and not window.appearance.changing, "light")
    clerk.press(*OTHER_COLOURS)
    clerk.until(lambda: app.settings.theme == "dark" and not window.appearance.changing, "dark")
    assert colours() is DARK
    rows = page_of(window, Where.TODAY).view.rows
    clerk.until(lambda: rows.chosen == chosen, "the same row")
    assert page_of(window, Where.TODAY).view.tabs[Which.UNFINISHED].isChecked()
    assert QApplication.focusWidget() is rows
    assert [ground, grounds(window)] == [[LIGHT.ground, LIGHT.paper], [DARK.ground, DARK.paper]]
    # By hand: the owner half typed, the procedure chosen.
    clerk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: window.new.procedure.ready, "the form")
    window.new.owner.turn_to(Way.HAND)
    window.new.procedure.take_usual(1)
    name = window.new.view.owner.entries["name"].place
    name.setFocus()
    clerk.type("Trần Thị Thử")
    window.new.view.owner.by_other.setChecked(True)
    window.new.view.owner.sex.setCurrentIndex(2)
    name.setFocus()
    form = window.new.kept()
    assert form.procedure.procedure
    turn(clerk, Language.ENGLISH)
    clerk.until(lambda: window.new.procedure.ready and window.new.view.prospect.sheet.isVisible(), "the same form")
    assert window.new.kept() == form
    assert isinstance(window.new.view.owner.entries["name"].place, QLineEdit)
    assert QApplication.focusWidget() is window.new.view.owner.entries["name"].place
    window.view.search.setText("Thử")
    clerk.until(lambda: window.shown is window.page(Where.FIND), "what was found")
    turn(clerk, Language.VIETNAMESE)
    clerk.until(lambda: "«Thử»" in page_of(window, Where.FIND).view.about.text(), "what was looked for")
    assert window.view.search.text() == "Thử"
    assert QApplication.focusWidget() is window.view.search


def grounds(window: MainWindow) -> list[str]:
    """The colours behind everything, and behind a list."""
    picture = window.grab().toImage()
    rows = page_of(window, Where.TODAY).view.rows
    low = rows.mapTo(window, rows.rect().center())
    return [QColor(picture.pixel(90, 55)).name(), QColor(picture.pixel(low)).name()]


@pytest.mark.slow
@pytest.mark.window
def test_what_is_under_way_and_what_the_province_locks_is_left_alone(clerk: Clerk, monkeypatch) -> None:
    window = clerk.window
    clerk.until(lambda: window.lights.watching, "the window at work")
    monkeypatch.setattr(type(window.dossier), "busy", property(lambda _: True))
    clerk.press(*OTHER_LANGUAGE)
    clerk.until(lambda: window.view.message.isVisible(), "the reason")
    assert TABLE[Act.LANGUAGE].key in window.view.message.advice.text()
    monkeypatch.undo()
    monkeypatch.setattr(window.app.own_settings, "_province", Provision(locked=frozenset({"language"})))
    clerk.press(*OTHER_LANGUAGE)
    clerk.until(lambda: "language" in window.view.message.sentence.text(), "that it is locked")
    assert spoken() is Language.VIETNAMESE
    monkeypatch.undo()
    turn(clerk, Language.ENGLISH)
    assert said("Không thấy máy quét nào.") == "No scanner was found."
    turn(clerk, Language.VIETNAMESE)


def test_every_sentence_from_below_has_an_english() -> None:
    """And every English its sentence: `make words` gathers them anew."""
    there, found = read_catalogue(I18N / CATALOGUE), [words for file in gathered().values() for words in file]
    assert not [words for words in found if not there.get(words)]
    marked = {words for words in there if VIETNAMESE.search(words)}
    assert marked == set(found)


def test_what_is_put_into_a_sentence_is_put_into_its_english() -> None:
    hole = re.compile(r"\{\w+")
    for words, english in read_catalogue(I18N / CATALOGUE).items():
        assert sorted(hole.findall(words)) == sorted(hole.findall(english)), words
        assert not VIETNAMESE.search(english.replace("Quầy Số", "").replace("Nữ", "")), english


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Giấy tờ «Tờ khai» chưa có trang nào.", "The paper «Tờ khai» has no page yet."),
        ("Không đọc được tệp PDF: PDF có mật khẩu mở tệp.", "PDF file cannot be read: the PDF has a password."),
        ("bỏ ra 2 trang", "set aside 2 pages"),
        ("Đã ký và kiểm tra lại. Chưa có dấu thời gian.", "Signed and checked. No time stamp yet."),
        ("Có mô hình đọc chữ số, bộ đọc Tesseract.", "In place: model for reading digits, reader of text (Tesseract)."),
        ("ảnh bị mờ; trang còn nghiêng", "the picture is blurred; the page is still askew"),
        ("6 tháng từ ngày ban hành", "6 month(s) from the date of issue"),
        ("Chưa có địa chỉ, mã ứng dụng.", "Not given yet: address, client id."),
        (
            "Thấy chứng thư: Bùi Văn Mẫu (còn 30 ngày), UBND xã Mẫu (còn 0 ngày).",
            "Certificates seen: Bùi Văn Mẫu (days left: 30), UBND xã Mẫu (days left: 0).",
        ),
        (
            "Chữ ký của cán bộ trên «Đơn» sẽ bị trả lại: "
            "chứng thư đã hết hạn ngày 01/02/2026, chữ ký chưa có dấu thời gian.",
            "The signature of the official on «Đơn» will be sent back: "
            "unfit certificate (out of date since 01/02/2026), and the signature has no time stamp.",
        ),
        ("Họ tên trên «Đơn» khác với thông tin chủ hồ sơ.", "Name on «Đơn» differs from the owner's details."),
        ("Nguyễn Văn Trang", "Nguyễn Văn Trang"),
        ("", ""),
    ],
)
def test_a_finished_sentence_is_known_again(vietnamese: str, english: str) -> None:
    assert below().english(vietnamese) == english


def test_what_reads_better_in_english_is_still_said() -> None:
    known = {(context, source) for context, source, _ in messages("vi.ts")}
    better = [(context, source) for context, source, _ in messages("en.ts")]
    assert len(better) > 100
    assert not set(better) - known
