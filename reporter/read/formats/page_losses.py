"""What of a page's article was not read, as far as the page shows it."""

from __future__ import annotations

import re

from reporter.read.formats.page_data import Data
from reporter.schema import Loss

_FEW = 150  # words: below, what is around the article says more than the article
_KEPT = 0.6  # of the words that the page's own data has of the article
_PAYWALL = re.compile(
    r"""(?:class|id)=["'][^"'>]{0,200}\b(?:pay-?wall|subscriber-only|subscription-required|premium-content|piano-|tp-modal|regwall|gate-content)""",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(
    r"subscribe (?:now )?to (?:continue|read|unlock)|(?:continue|keep) reading (?:with|by)|already a (?:subscriber|member)\?"
    r"|this (?:article|story|content) is (?:for|only available to|reserved for) (?:\w+ )?(?:subscribers|members)"
    r"|log in to (?:continue|read)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:accept|manage|agree to|reject)(?: all)? cookies|we (?:and our \d* ?partners )?(?:use|store|value) (?:cookies|your privacy)"
    r"|cookie (?:policy|consent|settings)"
    r"|before you continue|consent to the use of",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"enable (?:javascript|js|cookies)|are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|checking your browser|access denied"
    r"|unusual traffic",
    re.IGNORECASE,
)
_LIVE = re.compile(r"""(?:class|id|itemtype)=["'][^"'>]{0,200}\b(?:live-?blog|liveblogposting|live-?updates?)\b""", re.IGNORECASE)
_GALLERY = re.compile(r"""<meta[^>]{0,200}content=["'](?:gallery|image ?gallery|photo ?gallery|slideshow)["']""", re.IGNORECASE)
_MANY_FIGURES = 8


def losses(html: str, page: Data, text: str) -> tuple[Loss, ...]:
    """Return what is known to be missing of the article, or wrong with its page; linear in the page's length."""
    count = len(text.split())
    found: list[Loss] = []
    walled = not page.free or _PAYWALL.search(html) is not None or (count < _FEW and _SUBSCRIBE.search(html) is not None)
    if page.body_words and count < _KEPT * page.body_words:
        found.append(Loss(kind="truncated", reason=f"{count} words were found, its page's own data has {page.body_words}"))
    elif walled and (count < _FEW or not page.free) and not page.body_words:
        found.append(Loss(kind="paywalled", reason="its page asks for a subscription, and may show the beginning only"))
    if count < _FEW and (_CONSENT.search(text) or (count < _FEW // 3 and (_CONSENT.search(html) or _ROBOT.search(html)))):
        found.append(Loss(kind="cookie-wall", reason="its page asks for consent or for a script in place of the article"))
    if page.live or _LIVE.search(html):
        found.append(Loss(kind="live-blog", reason="a live blog: many short reports of different times on one page"))
    if page.types & {"ImageGallery", "MediaGallery"} or _GALLERY.search(html) or (page.figures >= _MANY_FIGURES and count < _FEW):
        found.append(Loss(kind="gallery", reason="a gallery: its text may be captions"))
    return tuple(found)
