from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.page import (
    CodeKind,
    Line,
    Look,
    PageCode,
    PageFacts,
    Reading,
    ReadLine,
    Verdict,
    Word,
    facts_as_data,
    facts_from_data,
)

px = st.integers(0, 5000)
box = st.tuples(px, px, px, px)
part = st.floats(0, 1)
point = st.tuples(st.floats(-10, 5000), st.floats(-10, 5000))
words = st.builds(Word, text=st.text(max_size=10), box=box, confidence=part)
lines = st.builds(
    ReadLine, text=st.text(max_size=30), box=box, confidence=part, words=st.lists(words, max_size=3).map(tuple)
)
facts = st.builds(
    PageFacts,
    look=st.builds(
        Look,
        width=px,
        height=px,
        lines=st.lists(st.builds(Line, quad=st.tuples(point, point, point, point), score=part), max_size=3).map(tuple),
        skew_deg=st.floats(-45, 45),
        rotation_deg=st.sampled_from([0, 90, 180, 270]),
        rotation_confidence=part,
        blank=st.booleans(),
        ink=part,
        keep=box,
    ),
    codes=st.lists(
        st.builds(
            PageCode,
            format=st.just("QRCode"),
            text=st.text(max_size=20),
            kind=st.sampled_from(CodeKind),
            fields=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
            box=box,
        ),
        max_size=2,
    ).map(tuple),
    reading=st.none()
    | st.builds(Reading, width=px, height=px, lines=st.lists(lines, max_size=3).map(tuple), reader=st.just("t")),
    clean_width=px,
    clean_height=px,
    dpi=st.integers(50, 1200),
    verdict=st.sampled_from(Verdict),
    reasons=st.lists(st.text(max_size=10), max_size=2).map(tuple),
)


@given(facts)
def test_facts_survive_json(found: PageFacts):
    assert facts_from_data(json.loads(json.dumps(facts_as_data(found)))) == found


def test_a_reading_without_words_has_no_confidence():
    assert Reading(width=1, height=1, lines=(), reader="t").mean_confidence == 0.0
