"""The load test's own claims: what it sends, how it reads answers, and its figures."""

import json

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from load.figures import Level, at_intervals, level_of, recovered_after, slope_per_minute
from load.plan import Plan
from load.protocol import Lost, Page, card_title
from load.reader import Sample
from load.report import markdown_of
from load.requests import parsed
from load.run import Outcome
from load.watch import Reading

CARD = (
    '<article id="event-card" class="event-card"><h2 class="a">Who &amp; <b>what</b></h2></article>'
)


def element(**parts: str) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.fragment_id = "fragment"
    new = message.delta.new_element
    if "html" in parts:
        new.html.body = parts["html"]
    elif "button" in parts:
        new.button.id = parts["button"]
    elif "component" in parts:
        new.bidi_component.component_name = parts["component"]
        new.bidi_component.id = parts["id"]
        new.bidi_component.json = parts["json"]
    elif "exception" in parts:
        new.exception.type = parts["exception"]
    return message


def test_card_is_read_like_a_reader_reads_it() -> None:
    assert card_title(f"<h2>Another</h2>{CARD}") == "Who & what"
    assert card_title("<h2>Another</h2>") == ""


def test_page_is_known_from_what_the_server_sends() -> None:
    page = Page("event=a")
    for message in (
        element(html=CARD),
        element(button="$$ID-0123-next"),
        element(component="main.atlas_navigator", id="$$ID-45-navigator", json='{"event": "b"}'),
        element(component="main.atlas_map", id="$$ID-67-atlas", json='{"language": "en"}'),
    ):
        assert page.read(message) is False
    assert page.title == "Who & what"
    assert page.buttons == {"next": "$$ID-0123-next"}
    assert (page.navigator, page.fragment) == ("$$ID-45-navigator", "fragment")
    assert page.shown == {"event": "b"}


def test_answer_ends_with_the_last_run() -> None:
    page, message = Page(""), ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    assert page.read(message) is False
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    assert page.read(message) is True
    message.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    assert page.read(message) is True


def test_error_on_the_page_is_a_loss() -> None:
    with pytest.raises(Lost, match="an error is shown: ValueError"):
        Page("").read(element(exception="ValueError"))


def test_choice_is_sent_as_the_component_sends_it() -> None:
    page = Page("event=a", navigator="$$ID-45-navigator", fragment="fragment")
    run = page.go({"event": "a", "selected": "kunashir", "asked": 1}).rerun_script
    (widget,) = run.widget_states.widgets
    assert (run.query_string, run.fragment_id) == ("event=a", "fragment")
    assert widget.id == "$$STREAMLIT_INTERNAL_KEY_$$ID-45-navigator__events"
    assert json.loads(widget.json_trigger_value) == [
        {"event": "go", "value": {"event": "a", "selected": "kunashir", "asked": 1}}
    ]


def test_http_answer_is_read_whole() -> None:
    answer = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nfull"
    assert parsed(answer) == (503, "full")
    with pytest.raises(ConnectionError, match="cut off"):
        parsed(answer[:-1])


def test_plan_comes_back_from_its_line() -> None:
    plan = Plan([1, 2], {"record": ["a"]}, {"ja": {"a": "四島"}}, ["kunashir"])
    assert "\n" not in plan.to_json()
    assert Plan.from_json(plan.to_json()) == plan


def reading(at: float, megabytes: float, cpu: float = 0.0) -> Reading:
    return Reading(at, megabytes, cpu, 12, others_seconds=at / 2)


def test_memory_slope_is_per_minute() -> None:
    assert slope_per_minute([reading(at, 200 + at / 30) for at in range(61)]) == pytest.approx(2)


def test_memory_is_shown_at_intervals() -> None:
    readings = [reading(100 + at, 200 + at) for at in range(0, 70, 7)]
    assert at_intervals(readings, 30) == [(0, 200), (35, 235), (63, 263)]


def test_recovery_is_when_steps_are_fast_for_good() -> None:
    slow, fast = 1.0, 0.1
    times = {0: slow, 5: fast, 10: slow, 15: fast, 20: fast}
    samples = [Sample("step", 100 + at, seconds) for at, seconds in times.items()]
    assert recovered_after(samples, 100, 125) == 15
    assert recovered_after(samples[:3], 100, 115) is None


@pytest.fixture
def level() -> Level:
    samples = [
        Sample("document", 0, 0.05),
        *(Sample("step", 10 + number, number / 100) for number in range(1, 21)),
        Sample("step", 31, 0.5, put_off=True),
        Sample("step", 32, 10, lost="no answer within 10 s"),
        Sample("step", 50, 9),  # after the end
        Sample("document", 1, 0.01, lost="asked to come again later"),
        Sample("lag", 20, 0.002),
    ]
    readings = [reading(10, 200, 5), reading(25, 200, 15), reading(40, 200, 26)]
    return level_of(40, 2, samples, readings, (10, 40), 1.5)


def test_level_tells_steps_losses_and_load(level: Level) -> None:
    assert level.answers["step"].count == 21
    assert (level.steps_p95, level.steps_worst) == (200, 500)
    assert level.openings["document"].median == 50
    assert (level.steps_wanted, level.steps_made) == (17, 0.7)
    assert (level.put_off, level.refused) == (1, 1)
    assert level.lost == {"step: no answer within 10 s": 1}
    assert (level.cores, level.others_cores, level.is_quiet) == (0.7, 0.5, False)
    assert level.lag.p95 == 2


def test_level_holds_only_without_losses(level: Level) -> None:
    assert (level.is_fast, level.is_flat, level.holds) == (True, True, False)


def test_report_says_what_was_asked_and_where_it_breaks(level: Level) -> None:
    outcome = Outcome(2, 60, [level], 20, 5.0, level, 150, 210, 8, [])
    text = markdown_of(outcome, {"cores": 2}, 2)
    assert "| nobody is lost | 1 lost | **missed** |" in text
    assert "| 95 % of steps within 300 ms | 200 ms | met |" in text
    assert "- With 40: 1 × step: no answer within 10 s." in text
    assert "It no longer holds with 40." in text
    assert "**Others kept the machine busy**, with up to 0.50 cores" in text
    assert "When all but 20 of 40 had left, steps were fast again within 10 s" in text
