"""Which language an article is in, as far as its script and commonest words tell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

NAMES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hy": "Armenian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip

_SAMPLE = 20_000  # characters: more tells no more
_SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "THAI": "th", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "HANGUL": "ko", "CYRILLIC": "ru", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja",
}  # fmt: skip
_STOP_WORDS = {
    "en": "the of and to in that is was for on with as by at from it he his said has have not be are this an which who will were",
    "de": "der die das und in den von zu mit ist des im für auf dem nicht ein eine sich auch es an als er hat aus bei",
    "fr": "le la les de des et un une du en que qui dans est pour par sur au ne pas ce il avec se sont plus",
    "es": "el la los las de y en que un una por con del se para es al su lo como más pero ha fue",
    "it": "il la di e che in un una per è del della con non si le da i dei al gli nel sono ha",
    "pt": "o a os as de e que em um uma do da dos das para com não por no na se mais ao foi",
    "nl": "de het een van en in is dat op te voor met zijn niet aan die er ook door om als naar",
    "sv": "och i att det som en på är av för med till den har de inte om ett han var",
    "pl": "i w na z do się nie że o jest to po od za jak przez dla ale co",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ancak",
}
_STOP_SETS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_LATIN_SHARE = 0.12  # of the words must be stop words of a language before it is told
_MINIMUM_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it could not be told."""
    sample = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(c, "?").split()[0].split("-")[0] for c in sample if c.isalpha())
    total = scripts.total()
    if total == 0:
        return None
    script, count = min(scripts.items(), key=lambda item: (-item[1], item[0]))
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > total // 10:
        return "ja"
    if script == "LATIN":
        return _latin(sample) if total >= _MINIMUM_LETTERS else None
    return _of_script(_SCRIPTS.get(script), sample) if count * 2 > total else None


def _of_script(code: str | None, sample: str) -> str | None:
    letters = set(sample)
    if code == "ar" and letters & set("ٹڈڑے"):
        return "ur"
    if code == "ar" and letters & set("پچژگ"):
        return "fa"
    if code == "ru" and letters & set("іїєґ"):
        return "uk"
    return code


def _latin(sample: str) -> str | None:
    words = [w.casefold() for w in _WORD.findall(sample)]
    shares = {code: sum(w in stops for w in words) / len(words) for code, stops in _STOP_SETS.items()}
    best = min(shares, key=lambda code: (-shares[code], code))
    return best if shares[best] >= _LATIN_SHARE else None
