"""XML without what makes it dangerous: entities, outside references, too many levels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.errors import InputError
from reporter.read.formats.needs import extra

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 200  # levels
_TAG = re.compile(rb"<(/?)[A-Za-z_][^>]{0,4096}?(/?)>")


def parsed(data: bytes) -> Element:
    """Return the root element.

    Raises:
        InputError: not well-formed, nested too deeply, with entities of its own, or defusedxml is not installed.
    """
    with extra("feeds", "XML"):
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    from xml.etree.ElementTree import ParseError

    shallow(data)
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise InputError("XML that defines entities of its own; refused, as they can be made to fill the memory") from error
    except (ParseError, LookupError, ValueError) as error:
        raise InputError(f"not well-formed XML: {error}") from error
    return root


def shallow(data: bytes) -> None:
    """Raise InputError where elements are nested too deeply: what walks the tree would run out of stack."""
    level = 0
    for match in _TAG.finditer(data):
        level += -1 if match[1] else 0 if match[2] else 1
        if level > _DEEPEST:
            raise InputError(f"XML with more than {_DEEPEST} levels")


def without_entities(data: bytes) -> None:
    """Raise InputError where a document type declares entities."""
    if re.search(rb"<!ENTITY", data[:1_000_000], re.IGNORECASE):
        raise InputError("XML that defines entities of its own; refused, as they can be made to fill the memory")
