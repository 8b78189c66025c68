from __future__ import annotations

from desktop.model.errors import QuaySoError, UnreadableInput


def test_an_error_says_what_and_what_to_do():
    error = UnreadableInput("trang-1.jpg", reason="tệp bị cắt cụt", cause="EOF")
    assert error.as_json() == {
        "code": "unreadable_input",
        "message": "Không đọc được trang-1.jpg: tệp bị cắt cụt.",
        "what_to_do": "Kiểm tra lại tệp nguồn hoặc quét lại.",
        "subject": "trang-1.jpg",
    }


def test_an_error_survives_the_trip_from_a_worker():
    import pickle

    error = UnreadableInput("trang-1.jpg", reason="tệp bị cắt cụt", cause="EOF")
    again = pickle.loads(pickle.dumps(error))
    assert (again.as_json(), again.cause) == (error.as_json(), "EOF")


def all_errors(kind: type[QuaySoError] = QuaySoError) -> list[type[QuaySoError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in all_errors(child))]


def test_every_error_has_a_code_of_its_own_and_two_whole_sentences():
    import importlib
    import pkgutil

    import desktop

    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if module.name.rpartition(".")[2] in {
            "errors",
            "inputs",
            "secrets",
            "settings",
            "codes",
            "identity",
            "writing",
            "faults",
            "answer",
        }:
            importlib.import_module(module.name)
    # Other tests' own errors may be in this process too.
    kinds = [kind for kind in all_errors() if kind.__module__.startswith("desktop.")]
    codes = [kind.code for kind in kinds if "code" in vars(kind)]
    assert len(codes) == len(set(codes))
    for kind in kinds:
        assert kind.sentence.endswith(".")
        assert kind.advice.endswith(".")
        assert kind.exit_status in {1, 2, 3}
