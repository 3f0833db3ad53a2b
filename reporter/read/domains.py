"""Which outlet a page's address belongs to, and when two addresses are one."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from urllib.parse import parse_qsl, urlencode, urlsplit

_ASIDE = re.compile(r"^(?:www\d?|m|mobile|amp|edition|eu|us|uk|en)\.(?=[^.]+\.)")
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|cmpid|cid|ref|ref_src|referrer|mc_[ce]id|smid|ocid|ns_.*|source|partner|share|s|outputtype|output)$",
    re.IGNORECASE,
)
_AMP = re.compile(r"/amp(?:/|\.html)?$|\.amp(?=\.html?$|$)", re.IGNORECASE)


@functools.cache
def shipped() -> Mapping[str, str]:
    """Return the names of outlets by domain that the project ships in domains.toml."""
    return dict(tomllib.loads((resources.files("reporter.read") / "domains.toml").read_text("utf-8")))


def outlet(url: str | None, own: Mapping[str, str]) -> str | None:
    """Return the outlet whose domain `url` is on, by the user's `own` table first; None where neither has it."""
    host = _host(url)
    labels = host.split(".")
    for table in ({k.lower().removeprefix("www."): v for k, v in own.items()}, shipped()):
        for start in range(len(labels) - 1):
            name = table.get(".".join(labels[start:]))
            if name:
                return name
    return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower().rstrip(".")
    except ValueError:  # a broken address in brackets
        return ""


def address(url: str | None) -> str | None:
    """Return what two addresses of one page have in common, None where `url` names no page.

    Scheme, "www", AMP, fragment and tracking are left out.
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    path = _AMP.sub("", parts.path.rstrip("/")).rstrip("/")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)))
    if not host or not (path or query):
        return None
    return f"{_ASIDE.sub('', host)}{path}{'?' + query if query else ''}"
