"""How texts become words: folded, without years, divided, and as forms that stand for one another.

A folded text has no case (Unicode's case folding), no width or ligatures (NFKC, UAX #15), no
diacritics (ō is o, ё is е, й is и; the marks of kana stay), no apostrophes, no English possessive
and one kind of dash. A word is a run of kanji, of katakana, or of other letters and digits, which
hyphens and plus signs may join; hiragana, by which Japanese asks and joins, is no part of one.

A year from 1800 to 2099 limits the time to itself, several to those from the first to the last.
"Between … and …", "from … to …", "1945–1956", "since" and "until" include their years; "before"
means earlier and "after" later ones. So do с (since), по (until), до (before), после (after) and
以降 (since), まで and 以前 (until), 前 (before), 後 (after). "1990s" are ten years.
"""

import re
import unicodedata

from geo.gazetteer import Name
from geo.model import Names

YEAR = re.compile("(?:18|19|20)[0-9][0-9]")
ISLAND_WORDS = "island islands остров острова островов 島 諸島 群島"
_ASKING = """
a about after also an and any are as at be been before between by can did do does during for from
had has have he her him his how i in is it its many me meet meeting meetings meets met much my of on
or our she since that the their them there these they this those till to until was we were what when
where which who whom whose why with year years you без был была были было в во встретились
встретился встреч встреча встречались встречался встрече встречи встречу г гг где год года году
годы для до за и из или к как какая какие каким какой ко когда кого кто ли между мне на не о об от
по после при с сколько со то у что это 会 会合 年 月 日 時 何 何時 何年 誰 間 後 前
"""
_DIACRITIC = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile(r"['’ʼ](?:s\b)?")
_DASH = re.compile("[‐-―−〜]")
_COLLECTIVE_NAMES = re.compile(  # in English the record's own text has them
    r"(?:южн\w+[ -])?курил(?:ы|ах|ам|ами|ьск\w+ остров\w*)?\b|северн\w+ территори\w+"
    r"|北方(?:領土|四島)|南?(?:千島|クリル)(?:列島|諸島)?"
)
_TITLES_OF_PEOPLE = re.compile("首相|大統領|外相|外務大臣|総理(?:大臣)?|氏")
_KANJI, _KATAKANA, _HIRAGANA = "一-鿿㐀-䶿々", "ァ-ヺー", "ぁ-ゖ"
_LETTER = rf"(?:(?![{_KANJI}{_KATAKANA}{_HIRAGANA}])[^\W_])"
_WORD = re.compile(rf"[{_KANJI}]+|[{_KATAKANA}]+|{_LETTER}+(?:[-+]{_LETTER}+)*")
_JAPANESE = re.compile(rf"[{_KANJI}{_KATAKANA}]{{2,}}")
_UNCAPITALISED = re.compile(r"(?<![\w-])[a-z]\w*")
_ENDING = re.compile(
    r"(?<=[а-я]{3})(?:ами|ями|ом|ем|ым|им|ои|еи|ах|ях|[аяуюеыиоь])$|(?<=[a-z]{3})(?<!s)s$"
)
_YEAR = (
    rf"(?<![0-9a-zа-я])(?P<{{}}>{YEAR.pattern})(?![0-9a-rt-z])"
    r"(?:年(?!代)|\s?(?:года|году|годом|год|гг?)\b\.?)?"
)
_YEARS = re.compile(
    rf"(?:\b(?:between|from|между|с)\s+)?{_YEAR.format('first')}\s*"
    rf"(?:[-~/]|(?:and|to|until|till|through|и|по|до)\s|から|と)\s*{_YEAR.format('last')}"
    rf"|\b(?:(?P<since>since|from|с)|(?P<after>after|после)|(?P<before>before|до)"
    rf"|(?P<until>until|till|through|up\sto|по))\s+{_YEAR.format('of')}"
    rf"|{_YEAR.format('at')}(?:(?P<decade>s\b|年代|-е\b)|(?P<ja_since>以降|以後|から)"
    r"|(?P<ja_until>以前|まで)|(?P<ja_after>(?:より|の)?後)|(?P<ja_before>(?:より|の)?前))?"
)


def folded(text: str) -> str:
    """A text without case, diacritics and apostrophes, with one kind of dash."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _DIACRITIC.sub("", plain))
    return _APOSTROPHE.sub("", _DASH.sub("-", plain))


IGNORED = frozenset(folded(_ASKING).split())


def without_years(text: str) -> tuple[str, int | None, int | None]:
    """A text, folded and without the years in it, and the first and last year that they allow."""
    text = folded(text)
    years: list[int] = []
    since: list[int] = []
    until: list[int] = []
    for found in _YEARS.finditer(text):
        read = {name.removeprefix("ja_"): it for name, it in found.groupdict().items() if it}
        year = int(read.get("of") or read.get("at") or 0)
        if "first" in read:
            years += [int(read["first"]), int(read["last"])]
        elif "since" in read or "after" in read:
            since.append(year + ("after" in read))
        elif "until" in read or "before" in read:
            until.append(year - ("before" in read))
        else:
            years += [year, year + 9 * ("decade" in read)]
    if years:
        since.append(min(years))
        until.append(max(years))
    return _YEARS.sub(" ", text), max(since, default=None), min(until, default=None)


def asked_words(text: str) -> list[str]:
    """The words of a folded query: "island" for collective names, none for people's titles."""
    return _WORD.findall(_TITLES_OF_PEOPLE.sub(" ", _COLLECTIVE_NAMES.sub(" island ", text)))


def parts_of(word: str) -> list[str]:
    """What hyphens and plus signs join in a word; the word itself if there are none."""
    return re.split("[-+]", word)


def uncapitalised(text: str) -> set[str]:
    """The words that a text writes in Latin letters without a capital, folded."""
    return set(folded(" ".join(_UNCAPITALISED.findall(text))).split())


def is_japanese(word: str) -> bool:
    """Whether a word is two or more kanji or katakana."""
    return _JAPANESE.fullmatch(word) is not None


def stem(word: str) -> str:
    """A folded word without its English plural or Russian case ending, if 3 letters are left."""
    return _ENDING.sub("", word)


def forms(text: str) -> set[str]:
    """The words of a text, folded; with hyphens joined, and their parts from 3 letters on."""
    words = _WORD.findall(folded(text))
    hyphenated = [word for word in words if not word.isalnum()]
    parts = {part for word in hyphenated for part in parts_of(word) if len(part) > 2}
    return {word.replace("-", "") for word in words} | parts


def name_forms(name: Name | Names) -> tuple[set[str], set[str]]:
    """The words of a name; and the name as one word (Danang), also without 島, "island"."""
    texts = [name.text, name.latin] if isinstance(name, Name) else [name.en, name.ru, name.ja]
    parts, whole = set[str](), set[str]()
    for text in filter(None, texts):
        parts |= forms(text)
        joined = "".join(_WORD.findall(folded(text))).replace("-", "")
        whole |= {joined, joined.removesuffix("島")}
    return parts, whole
