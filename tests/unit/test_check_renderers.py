"""A check as SARIF, annotations, Markdown, JSON and HTML: valid, leading back into the draft, and inert whatever the texts hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec import structs

from reporter.render.check import RENDERERS, SUFFIXES
from reporter.render.check.sarif import _uri
from reporter.schema.gate import Accepted, GateReport, Lapsed, Marker
from tests.attacks import PAYLOADS
from tests.drafts import Maker, bridge, judged, where

NAME = "drafts/bridge.md"


def rendered(name: str, report: GateReport | None = None, draft: str = NAME) -> str:
    return RENDERERS[name](report or judged(), draft).decode()


def with_markers() -> GateReport:
    text = '# Bridge to close\n<!-- reporter: accept conflict f-0 by="A. Editor" reason="seen the report" -->\n'
    marker = Marker(**where(text, 18, len(text) - 1), rule="conflict", finding="f-0", by="A. Editor", reason="seen the report")
    report = bridge()
    lapsed = Lapsed(marker=structs.replace(marker, finding="f-9"), why="no finding has its code")
    return judged(report, findings=report.findings[1:], accepted=(Accepted(finding=report.findings[0], marker=marker),), lapsed=(lapsed,))


def hostile(payload: str) -> GateReport:
    """Return a check with the payload in the draft, an article and every message."""
    text = f"The bridge closes. {payload}"
    make = Maker(text, coast=f"It closes. {payload}", title=payload)
    make.block(text)
    make.statement(text, 1, "one-outlet", [("coast", make.articles["coast"].text)], speaker=payload)
    found = make.finding(
        "conflict", "error", text, 1, [("coast", make.articles["coast"].text, "differs")], message=payload, advice=payload, kind="number"
    )
    make.articles["coast"] = structs.replace(make.articles["coast"], outlet=payload or "x", title=payload, url=payload)
    marker = Marker(**where(text, 0, len(text)), rule="conflict", finding=found.id, by=payload, reason=payload)
    accepted, lapsed = Accepted(finding=found, marker=marker), Lapsed(marker=marker, why=payload)
    return judged(make.report(), accepted=(accepted,), lapsed=(lapsed,))


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft4Validator:
    published = Path(__file__).parents[1] / "schemas" / "sarif-2.1.0-rtm.5.json"
    return jsonschema.Draft4Validator(json.loads(published.read_text("utf-8")), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("report", [judged(), with_markers(), *map(hostile, PAYLOADS)])
def test_sarif_is_valid_by_the_published_schema(schema, report):
    schema.validate(json.loads(rendered("sarif", report)))


def test_the_schema_would_refuse_what_is_no_sarif(schema):
    log = json.loads(rendered("sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        schema.validate(log)


def test_sarif_leads_into_the_draft_and_to_the_passages():
    run = json.loads(rendered("sarif", with_markers()))["runs"][0]
    kept, accepted = run["results"][0], run["results"][-1]
    assert kept["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": NAME},
        "region": {"startLine": 5, "startColumn": 43, "endLine": 5, "endColumn": 99},
    }
    assert run["tool"]["driver"]["rules"][kept["ruleIndex"]]["id"] == kept["ruleId"] == "altered-quote"
    assert kept["relatedLocations"][0]["message"]["text"] == "Coast Post: not safe"
    assert "suppressions" not in kept
    assert accepted["suppressions"][0]["kind"] == "inSource"
    assert accepted["suppressions"][0]["justification"] == "A. Editor: seen the report"
    assert "accepts nothing" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a b.md", "a%20b.md"), ("/tmp/ä.md", "file:///tmp/%C3%A4.md"), ("c:x.md", "c%3Ax.md"), ("a/b#c?d.md", "a/b%23c%3Fd.md")],
)
def test_a_path_is_a_uri(path, uri):
    assert _uri(path) == uri


def test_github_annotations_stand_at_the_words():
    lines = rendered("github", with_markers()).splitlines()
    assert lines[0] == (
        "::error file=drafts/bridge.md,line=5,endLine=5,col=43,endColumn=99,title=Quote worded differently::"
        "What altered-quote says. What to do about it."
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::warning", "::warning::old.txt:"]
    assert "Accepted by A. Editor: seen the report" in lines[2]


def test_columns_are_left_out_where_a_finding_goes_over_lines():
    make = Maker("One line\nand another.")
    make.finding("not-found", "warning", "One line\nand another.", 1)
    line = rendered("github", judged(make.report()))
    assert line.startswith("::warning file=drafts/bridge.md,line=1,endLine=2,title=")


def test_github_escapes_what_would_end_a_property_or_a_line():
    report = hostile("100%\r\n::error::x,y:z")
    line = rendered("github", report, "a,b:c%.md").splitlines()[0]
    assert "file=a%2Cb%3Ac%25.md," in line
    assert line.endswith("::100%25%0D%0A::error::x,y:z 100%25%0D%0A::error::x,y:z")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_annotation_is_one_command(payload):
    report = hostile(payload)
    lines = re.split("\r|\n", rendered("github", report))
    assert len(lines) == len(report.findings) + 2 + len(report.failures) + 1
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines[:-1])


def test_gitlab_reports_code_quality():
    first = json.loads(rendered("gitlab"))[0]
    assert first == {
        "description": "Different number: The draft has 47 cracks, Coast Post has 41. What to do about it.",
        "check_name": "conflict",
        "fingerprint": bridge().findings[0].id,
        "severity": "major",
        "location": {"path": NAME, "lines": {"begin": 5, "end": 5}},
    }


def test_json_is_read_back():
    report = with_markers()
    assert msgspec.json.decode(rendered("json", report), type=GateReport) == report


def test_a_comment_tells_the_outcome_the_gravest_first_and_what_was_accepted():
    text = rendered("md", with_markers())
    assert text.startswith("## Draft check: drafts/bridge.md\n\n**1 error and 1 warning.** The gate is shut")
    assert text.index("**Error: Quote worded differently** (line 5, column 43)") < text.index("**Warning: Attribution left out**")
    assert "Coast Post: “The bridge is **not safe**,” said Ida Holm, an engineer." in text
    assert "**Accepted**\n\n- Different number (line 5, column 1), by A. Editor: seen the report\n" in text
    assert "- Line 2, column 1: This marker of A. Editor on conflict f-9 accepts nothing: no finding has its code." in text
    assert "\n\n\n" not in text


def test_a_comment_calls_nobody():
    assert "@<!-- -->someone" in rendered("md", hostile("@someone"))
    assert not re.search(r"@\w", rendered("md", hostile("@someone")))


def check_markdown(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text.replace("@<!-- -->", "@"))
    flat = [t for token in tokens for t in (token, *(token.children or ()))]
    assert not [t for t in flat if t.type in {"html_block", "html_inline", "image", "link_open", "fence", "code_block"}]
    assert [t.tag for t in flat if t.type == "heading_open"] == ["h2"]


class Page(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.given: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.given += attrs


_TAGS = set(
    "html head meta title style body a header div span b fieldset legend label input h1 h2 h3 p main section ul li article details summary "
    "code blockquote bdi footer".split()
)


def check_page(text: str) -> None:
    page = Page(text)
    assert set(page.tags) <= _TAGS
    assert page.tags.count("style") == 1
    assert not [name for name, _ in page.given if name.startswith("on") or name == "style"]
    assert not [value for name, value in page.given if name == "href" and not re.match(r"#|https?://", value or "", re.IGNORECASE)]
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_attacks_stay_text(payload):
    check_page(rendered("html", hostile(payload)))
    check_markdown(rendered("md", hostile(payload)))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_stays_text(payload):
    check_page(rendered("html", hostile(payload)))
    check_markdown(rendered("md", hostile(payload)))
    json.loads(rendered("sarif", hostile(payload)))
    assert rendered("github", hostile(payload)).count("\n") == len(hostile(payload).findings) + 2


def test_every_format_has_a_suffix_of_its_own():
    assert RENDERERS.keys() == SUFFIXES.keys()
    assert len(set(SUFFIXES.values())) == len(SUFFIXES)
