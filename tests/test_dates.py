"""Dates: what EDTF texts mean, how they read, and which are refused."""

from datetime import date

import edtf
import pytest

from geo.dates import Span, date_label, parse_date

THIN = "\u2009"
NARROW = "\u202f"


def span(earliest: str, latest: str, *, approximate: bool = False, uncertain: bool = False) -> Span:
    return Span(date.fromisoformat(earliest), date.fromisoformat(latest), approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-09-02", span("2016-09-02", "2016-09-02")),
        ("2020-02-29", span("2020-02-29", "2020-02-29")),
        ("2019-08", span("2019-08-01", "2019-08-31")),
        ("2020-02", span("2020-02-01", "2020-02-29")),
        ("1956", span("1956-01-01", "1956-12-31")),
        ("195X", span("1950-01-01", "1959-12-31")),
        ("2019-08/2019-11", span("2019-08-01", "2019-11-30")),
        ("1945-08-28/1945-09-05", span("1945-08-28", "1945-09-05")),
        ("1956-02/1957", span("1956-02-01", "1957-12-31")),
        ("2016-09-02/2016-09-02", span("2016-09-02", "2016-09-02")),
    ],
)
def test_a_text_spans_the_first_to_the_last_day_that_it_allows(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-09~", span("2019-09-01", "2019-09-30", approximate=True)),
        ("1956?", span("1956-01-01", "1956-12-31", uncertain=True)),
        ("1992-09%", span("1992-09-01", "1992-09-30", approximate=True, uncertain=True)),
        ("2019-11-06~", span("2019-11-06", "2019-11-06", approximate=True)),
        ("1945-08-28~/1945-09-05", span("1945-08-28", "1945-09-05", approximate=True)),
        ("2019-08/2019-11?", span("2019-08-01", "2019-11-30", uncertain=True)),
        (
            "1984-06-02?/2004-08-08~",
            span("1984-06-02", "2004-08-08", approximate=True, uncertain=True),
        ),
    ],
)
def test_doubt_is_kept_and_does_not_widen_the_span(text, expected):
    assert parse_date(text) == expected
    assert not parse_date(text).is_sure


def test_an_open_end_reaches_to_the_end_of_the_calendar():
    open_end = parse_date("2019-11-06/..")
    assert open_end == span("2019-11-06", "9999-12-31")
    assert open_end.is_open
    assert not open_end.is_sure


@pytest.mark.parametrize(
    "text",
    [
        *("0001", "1900-02", "2000-02", "2019-12", "1956-10-19", "2020-02-29", "9999"),
        *("1855-02~", "1992-09%", "2016-11?", "1945-08-28~", "1956~"),
    ],
)
def test_a_plain_date_is_read_as_the_grammar_of_edtf_reads_it(text):
    parsed = edtf.parse_edtf(text)
    days = [date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict())]
    assert list(parse_date(text)[:2]) == days


@pytest.mark.parametrize("text", ["2016-09-02", "2019-08", "1956", "2019-08/2019-11"])
def test_a_plain_date_is_sure_however_coarse(text):
    assert parse_date(text).is_sure
    assert not parse_date(text).is_open


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "unknown",
        "2 September 2016",
        "02.09.2016",
        "2016-9-2",
        "20160902",
        "2016-09-02T14:50",
        "2019-00",
        "2019-13",
        "2019-02-29",
        "2019-02-30",
        "2019-04-31",
        "2019-06-31/2019-07",
        "0000",
        "2019~-09",
        "2019-09~?",
        "2019-09-02-03",
        "XXXX",
        "-0100",
        "../2019",
        "..",
        "../..",
    ],
)
def test_what_is_not_a_date_with_a_known_start_is_refused_with_the_text_and_examples(text):
    with pytest.raises(ValueError, match="is not a date in EDTF") as refusal:
        parse_date(text)
    assert repr(text) in str(refusal.value)
    assert "2016-09-02, 2019-09~, 1956 or 2019-08/2019-11" in str(refusal.value)


@pytest.mark.parametrize("text", ["/2019", "2019/"])
def test_an_interval_with_an_unknown_end_is_refused_and_no_day_is_invented(text):
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2019-21", id="a season"),
        pytest.param("2019-XX", id="a month not given"),
        pytest.param("2019-08-XX", id="a day not given"),
        pytest.param("[2016,2017]", id="one of a set"),
        pytest.param(" 2019", id="a space"),
    ],
)
def test_a_form_that_the_labels_do_not_know_is_refused(text):
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2019-09-02/2019-09-01", "2019/2018", "2019-11/2019-08"])
def test_a_date_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(ValueError, match=f"'{text}' ends before it begins"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2016-09-02", "2 September 2016"),
        ("2019-08", "August 2019"),
        ("1956", "1956"),
        ("195X", "1950s"),
        ("2016-12-15/2016-12-16", "15–16 Dec 2016"),
        ("1945-08-28/1945-09-05", f"28 Aug{THIN}–{THIN}5 Sept 1945"),
        ("2019-08/2019-11", f"August{THIN}–{THIN}November 2019"),
        ("2019-08/2020-02", f"August 2019{THIN}–{THIN}February 2020"),
        ("1947/1949", "1947 – 1949"),
        ("1956-02/1957", "February 1956 – 1957"),
    ],
)
def test_a_date_reads_as_precisely_as_it_is_written(text, label):
    assert date_label(text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2019-09~", "about September 2019"),
        ("2019-11-06~", "about 6 November 2019"),
        ("1956?", "1956 (uncertain)"),
        ("1992-09%", "about September 1992 (uncertain)"),
        ("2019~/2020~", "about 2019 – 2020"),
        ("2019-11-06/..", "from 6 November 2019, end open"),
        ("2019-11/..", "from November 2019, end open"),
    ],
)
def test_a_label_says_what_is_doubted_or_open(text, label):
    assert date_label(text) == label


@pytest.mark.parametrize(
    ("text", "russian", "japanese"),
    [
        ("2016-09-02", f"2 сентября 2016{NARROW}г.", "2016年9月2日"),
        ("2019-08", f"август 2019{NARROW}г.", "2019年8月"),
        ("1956", "1956", "1956年"),
        ("195X", "1950-е годы", "1950年代"),
        ("2016-12-15/2016-12-16", f"15–16 дек. 2016{NARROW}г.", "2016年12月15日～16日"),
        ("1945-08-28/1945-09-05", f"28 авг. – 5 сент. 1945{NARROW}г.", "1945年8月28日～9月5日"),
        ("2019-08/2019-11", f"август – ноябрь 2019{NARROW}г.", "2019年8月～11月"),
        ("1947/1949", "1947 – 1949", "1947年 – 1949年"),
        ("1956-02/1957", f"февраль 1956{NARROW}г. – 1957", "1956年2月 – 1957年"),
        ("2019-09~", f"примерно сентябрь 2019{NARROW}г.", "2019年9月ごろ"),
        ("2019-11-06~", f"примерно 6 ноября 2019{NARROW}г.", "2019年11月6日ごろ"),
        ("2019~/2020~", "примерно 2019 – 2020", "2019年 – 2020年ごろ"),
        (
            "2019-08/2020-02",
            f"август 2019{NARROW}г. – февраль 2020{NARROW}г.",
            "2019年8月～2020年2月",
        ),
        ("1956?", "1956 (дата неточна)", "1956年（不確実）"),
        ("1992-09%", f"примерно сентябрь 1992{NARROW}г. (дата неточна)", "1992年9月ごろ（不確実）"),
        (
            "2019-11-06/..",
            f"6 ноября 2019{NARROW}г. — окончание открыто",
            "2019年11月6日～（終了日未定）",
        ),
        ("2019-11/..", f"ноябрь 2019{NARROW}г. — окончание открыто", "2019年11月～（終了日未定）"),
    ],
)
def test_a_date_reads_in_russian_and_japanese_as_it_is_written_there(text, russian, japanese):
    assert date_label(text, "ru") == russian
    assert date_label(text, "ja") == japanese


def test_spans_are_in_order_of_first_day_then_last_day():
    texts = ["2019-11-06/..", "1956", "2019-08/2019-11", "1956-10-19", "2019-11-06", "1956-01-01"]
    assert sorted(texts, key=parse_date) == [
        "1956-01-01",
        "1956",
        "1956-10-19",
        "2019-08/2019-11",
        "2019-11-06",
        "2019-11-06/..",
    ]
