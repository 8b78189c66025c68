"""A kept file is shown with its visible signature and its fields."""

from __future__ import annotations

import numpy as np
import pytest
from pikepdf import Name, String

from desktop.model.errors import UnreadableInput
from desktop.page.image import decode
from desktop.page.leaves import leaf, small_leaves
from tests.picture.test_pdf import MARK, noted, text_field


@pytest.mark.parametrize("field", [{"FT": Name.Sig, "AP": MARK}, {"FT": Name.Tx, "V": String("Nguyễn Thị Ổn")}])
def test_what_is_stamped_and_filled_in_is_shown(field: dict[str, object]) -> None:
    data = noted({**text_field(), **field})
    large, (small,) = decode(leaf(data, 0))[0], small_leaves(data, 5)
    assert np.count_nonzero(large < 128) > 100 and decode(small)[0].min() < 200


def test_a_page_that_is_not_there_is_a_refusal() -> None:
    with pytest.raises(UnreadableInput, match="trang 2"):
        leaf(noted(text_field()), 1)
