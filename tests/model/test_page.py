from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.data import as_data, from_data
from desktop.model.page import (
    BoxReading,
    Cleaning,
    CleaningStep,
    CodeKind,
    Crop,
    Decider,
    Edits,
    Ink,
    Line,
    Look,
    Opinion,
    PageCode,
    PageFacts,
    PageVerdict,
    Quality,
    Reading,
    ReadLine,
    Word,
)

px = st.integers(0, 5000)
box = st.tuples(px, px, px, px)
part = st.floats(0, 1)
point = st.tuples(st.floats(-10, 5000), st.floats(-10, 5000))
quad = st.tuples(point, point, point, point)
turn = st.sampled_from([0, 90, 180, 270])
edits = st.builds(
    Edits,
    turn_deg=st.none() | turn,
    skew_deg=st.none() | st.floats(-45, 45),
    crop=st.none() | st.builds(Crop, quad=st.none() | quad),
    whiten=st.none() | st.booleans(),
)
words = st.builds(Word, text=st.text(max_size=10), box=box, confidence=part)
lines = st.builds(
    ReadLine, text=st.text(max_size=30), box=box, confidence=part, words=st.lists(words, max_size=3).map(tuple)
)
opinions = st.builds(
    Opinion,
    reader=st.just("digits"),
    text=st.text(max_size=5),
    sure=st.lists(part, max_size=5).map(tuple),
    digits=st.text("0123456789 ", max_size=5),
)
boxes = st.builds(BoxReading, box=box, opinions=st.lists(opinions, max_size=2).map(tuple), ink=st.sampled_from(Ink))
facts = st.builds(
    PageFacts,
    look=st.builds(
        Look,
        width=px,
        height=px,
        lines=st.lists(st.builds(Line, quad=quad, score=part), max_size=3).map(tuple),
        skew_deg=st.floats(-45, 45),
        rotation_deg=turn,
        rotation_confidence=part,
        blank=st.booleans(),
        ink=part,
        keep=st.lists(point, min_size=3, max_size=5).map(tuple),
        paper=st.none() | quad,
        seals=st.lists(box, max_size=2).map(tuple),
    ),
    cleaning=st.builds(
        Cleaning, edits=edits, turn_deg=turn, skew_deg=st.floats(-45, 45), frame=quad, whitened=st.booleans()
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
    | st.builds(
        Reading,
        width=px,
        height=px,
        lines=st.lists(lines, max_size=3).map(tuple),
        reader=st.just("t"),
        boxes=st.lists(boxes, max_size=2).map(tuple),
    ),
    clean_width=px,
    clean_height=px,
    dpi=st.integers(50, 1200),
    verdict=st.sampled_from(PageVerdict),
    reasons=st.lists(st.text(max_size=10), max_size=2).map(tuple),
    quality=st.builds(Quality, sharpness=part, contrast=part, paper_light=part),
    fingerprint=st.text("0123456789abcdef", max_size=8),
)


@given(facts)
def test_facts_survive_json(found: PageFacts):
    assert from_data(PageFacts, json.loads(json.dumps(as_data(found)))) == found


@given(facts)
def test_facts_stored_before_boxes_were_read_are_still_read(found: PageFacts):
    data = as_data(found)
    if found.reading is None:
        return
    data["reading"].pop("boxes", None)
    assert from_data(PageFacts, data).reading == replace(found.reading, boxes=())


@given(edits)
def test_edits_survive_json(made: Edits):
    assert from_data(Edits, json.loads(json.dumps(as_data(made)))) == made


def test_what_a_clerk_left_alone_was_decided_automatically():
    assert {Edits().decided(step) for step in CleaningStep} == {Decider.AUTOMATIC}
    kept_whole = Edits(crop=Crop(quad=None), skew_deg=0.0)
    by_clerk = {step for step in CleaningStep if kept_whole.decided(step) is Decider.CLERK}
    assert by_clerk == {CleaningStep.CROP, CleaningStep.SKEW}


@pytest.mark.parametrize("wrong", [{"turn_deg": 45}, {"skew_deg": 80.0}])
def test_an_edit_that_cannot_be_made_is_refused(wrong):
    with pytest.raises(ValueError, match=r"turn|skew"):
        Edits(**wrong)


def test_a_reading_without_words_has_no_confidence():
    assert Reading(width=1, height=1, lines=(), reader="t").mean_confidence == 0.0
