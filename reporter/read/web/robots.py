"""What a site lets programs fetch: its robots.txt (RFC 9309), by protego."""

from __future__ import annotations

from protego import Protego

_MOST_BYTES = 500_000  # as RFC 9309 has it
_MOST_RULES = 1_000_000  # user agents times lines: each rule may stand for each of them


class Rules:
    """A robots.txt, read for one program."""

    def __init__(self, body: bytes, agent: str) -> None:
        text = body[:_MOST_BYTES].decode("utf-8-sig", "replace")
        self._agent = agent
        self._overlong = text.lower().count("agent") * (text.count("\n") + text.count("\r")) > _MOST_RULES
        self._parsed = Protego.parse("" if self._overlong else text)

    def refusal(self, url: str) -> str | None:
        """Return why a page may not be fetched, None where it may."""
        if self._overlong:
            return "its robots.txt is too large to be read; open the page in a browser, save it and give the file"
        if self._parsed.can_fetch(url, self._agent):
            return None
        return f"its robots.txt asks programs such as {self._agent} not to fetch it; open the page in a browser, save it and give the file"

    def delay(self) -> float:
        """Return the seconds that should lie between two pages."""
        rate = self._parsed.request_rate(self._agent)
        return max(self._parsed.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
