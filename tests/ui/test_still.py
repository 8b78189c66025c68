"""Nothing on the screen moves by itself: news paints what it is about, a message lies over the page."""

from __future__ import annotations

import pytest

from desktop.store import papers
from desktop.ui.controllers import checklist as rows_of_list
from desktop.ui.page import Notice

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


def test_news_of_one_paper_paints_its_row_and_no_other(desk, monkeypatch):
    here = desk((1, 1, 1))
    here.settle()
    clerk, checklist = here.clerk, here.view.checklist
    clerk.until(lambda: not clerk.window.dossier.reuse._looking and clerk.window.dossier.picture.live, "the look-up")
    here.settle()
    items = [checklist.itemWidget(checklist.item(at)) for at in range(checklist.count())]
    painted = []
    show = rows_of_list.ChecklistItem.show_row

    def noted(self, row, *others, **named):
        painted.append(row.paper.id)
        show(self, row, *others, **named)

    monkeypatch.setattr(rows_of_list.ChecklistItem, "show_row", noted)
    window = clerk.window
    second = window.dossier._rows[1].paper
    with window.app._store.writing() as tx:
        papers.change(tx, second.id, name="Giấy có tên khác")
    window.dossier.refresh()
    clerk.until(lambda: window.dossier._rows[1].paper.name == "Giấy có tên khác", "the news")
    # News of other kinds may come meanwhile and find it changed too.
    assert set(painted) == {second.id}
    assert [checklist.itemWidget(checklist.item(at)) for at in range(checklist.count())] == items
    assert checklist.currentRow() == 0


def test_a_turned_page_paints_its_small_picture_and_no_other(desk):
    here = desk((3,))
    here.settle()
    small = here.clerk.window.dossier.pages.thumbnails
    icons = [small.item(at).icon().cacheKey() for at in range(3)]
    here.clerk.window.dossier.refresh()
    here.settle()
    assert [small.item(at).icon().cacheKey() for at in range(3)] == icons
    here.clerk.window.app.pages.apply(_aside(here))
    here.clerk.window.dossier.refresh()
    here.clerk.until(lambda: small.count() == 2, "the page set aside")
    assert [small.item(at).icon().cacheKey() for at in range(2)] == icons[:2]


def _aside(here):
    from desktop.model.edit import SetAside

    return SetAside((here.page_ids[2],))


def test_a_message_moves_nothing(desk):
    here = desk((1,))
    here.settle()
    window = here.clerk.window
    kept = [window.dossier, here.view.confirm, here.view.checklist, window.dossier.pages.page_view]
    before = [(one.mapTo(window, one.rect().topLeft()), one.size()) for one in kept]
    window.tell(Notice("Một câu dài " * 20, "Làm gì tiếp " * 10))
    assert window.view.message.isVisible()
    assert [(one.mapTo(window, one.rect().topLeft()), one.size()) for one in kept] == before
    message = window.view.message.geometry()
    assert window.view.ground.rect().contains(message)
    button = here.view.confirm
    assert not message.intersects(button.rect().translated(button.mapTo(window.view.ground, button.rect().topLeft())))
