"""What a reader finds in the Markdown and on the page, from hand-made briefings."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from msgspec import structs

from reporter.errors import RenderError
from reporter.render import Html, Json, Markdown
from reporter.render.context import view_of
from tests.briefings import SHAPES, empty, harbour, one_origin, one_outlet, outlets


class Reader(HTMLParser):
    """Collects ids, links and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag, attrs):
        self.attributes += [name for name, _ in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]


def html(briefing):
    return Html().render(briefing).decode()


def markdown(briefing):
    return Markdown().render(briefing).decode()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_link_lands_and_every_id_is_given_once(shape):
    page = Reader(html(SHAPES[shape]()))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert [link for link in page.links if not link.startswith(("#", "http"))] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_page_has_no_inline_style_and_no_handlers(shape):
    page = Reader(html(SHAPES[shape]()))
    assert not [a for a in page.attributes if a == "style" or a.startswith("on")]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("renderer", [Json, Markdown, Html])
def test_same_briefing_same_bytes(shape, renderer):
    assert renderer().render(SHAPES[shape]()) == renderer().render(SHAPES[shape]())


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_passes_a_verdict(shape):
    words = re.sub(r"<(style|script)>.*?</\1>", "", html(SHAPES[shape]()), flags=re.DOTALL)
    words = re.sub(r"It does not say what is true\.|measure of truth|aria-\w+=\"\w+\"", "", words).lower()
    assert not re.search(r"\b(true|false|verified|fake|copied|plagiarised|biased|confirmed)\b", words)


def test_ten_second_view():
    made = view_of(harbour())
    assert made.headline == "Four outlets, at most three origins"
    assert [len(g.claims) for g in made.groups] == [1, 3, 1, 2]
    assert made.quote_example == "Inside quotation marks: “another winter” or “one more winter”."
    assert made.gist == (
        "Elva Courier credits Coast Wire.",
        "The Northern Post and Outlet 04 share 13% of the words of Outlet 04 and do not credit each other.",
        "The Northern Post credits Metro Radio, whose article is not among these.",
    )


def test_cells_say_who_says_it_how():
    rows = {row.number: row for group in view_of(harbour()).groups for row in group.claims}
    assert [c and (c.mark, c.refs[0].code) for c in rows[1].cells] == [("●", "A2"), ("●", "B1"), ("◐", "C1"), ("●", "D2")]
    assert [c and c.bar for c in rows[1].cells] == ["s start", "s end", "d start", "d end"]
    assert [c and c.mark for c in rows[5].cells] == ["≠", None, "≠", None]
    assert rows[5].why == ("No credit and no long shared passage connects these articles, so each counts as an origin.",)
    assert [t.text for t in rows[7].tags] == ["denial"]


def test_weights_of_a_match_add_up():
    match = view_of(harbour()).groups[0].claims[0].matches[0]
    told = [float(c.weight.replace("−", "-")) for c in match.comparisons]
    assert sum(told) == pytest.approx(float(match.total.replace("−", "-")))
    assert 0.0 not in told
    assert all(0 <= c.start <= 100 for c in match.comparisons)


def test_differing_words_are_marked():
    flag = next(f for g in view_of(harbour()).flags for f in g.shown if f.kind == "Quote worded differently")
    assert [[s.text for s in p.segments if s.mark == "differs"] for p in flag.passages] == [["another winter"], ["one more winter"]]
    assert '<b class="df">another winter</b>' in html(harbour())
    assert "“We can’t wait **one more winter** with such cracks,”" in markdown(harbour())


def test_gravest_findings_come_first():
    order = [f.severity for g in view_of(harbour()).flags for f in g.shown]
    assert order == sorted(order, key=["error", "warning", "note"].index)


def test_many_findings_of_a_rule_are_folded():
    made = harbour()
    warning = next(f for f in made.findings if f.rule == "altered-quote")
    many = tuple(structs.replace(warning, id=f"q{i}") for i in range(9))
    groups = view_of(structs.replace(made, findings=many)).flags
    assert [(len(g.shown), g.title) for g in groups] == [(3, "6 more quotes worded differently")]
    assert [(p.title, len(p.flags)) for p in groups[0].folded] == [("Coast Wire and Elva Courier", 6)]


def test_the_waterfall_begins_and_its_total_ends_where_its_weights_say():
    (match,) = next(c.matches for g in view_of(harbour()).groups for c in g.claims if len(c.matches) == 1)
    low, high = -6.5, 3.5  # the sums that harbour's weights pass through: 0, −6.5, −1.25, 2.25, 3.5, 3.0
    assert match.zero == round(100 * -low / (high - low))
    first = match.comparisons[0]
    assert (first.start, first.start + first.width, first.against) == (0, match.zero, True)
    assert f'<rect class="z" x="{match.zero}%"/>' in html(harbour())


def test_the_method_speaks_of_as_many_outlets_as_there_are():
    for count, example, meaning in (
        (2, "1 of 2 outlets", "One of the two outlets has"),
        (5, "3 of 5 outlets", "Three of the five outlets have"),
        (40, "20 of 40 outlets", "20 of the 40 outlets have"),
    ):
        method = view_of(outlets(count)).method
        assert (method.outlets, method.outlets_meaning.partition(" an ")[0]) == (example, meaning)
        assert method.origins == ("1–2 origins" if count == 2 else "2–3 origins")


def test_notes_of_one_outlet_are_folded_by_outlet():
    made = harbour()
    note = next(f for f in made.findings if f.rule == "single-outlet" and f.severity == "note")
    other = next(f for f in made.findings if f.rule == "single-outlet" and f.kind == "denial")
    many = (*(structs.replace(note, id=f"a{i}") for i in range(3)), structs.replace(other, id="b", severity="note", kind=None))
    made = structs.replace(made, findings=many)
    (group,) = view_of(made).flags
    assert [(p.title, [c.number for c in p.claims], len(p.flags)) for p in group.folded] == [
        ("Elva Courier", [6], 3),
        ("The Northern Post", [7], 1),
    ]
    assert "\n- One outlet only. Elva Courier: Claim 6.\n- One outlet only. The Northern Post: Claim 7.\n" in markdown(made)
    page = html(made)
    assert page.count('<details class="by">') == 2
    assert all(f'<li id="f-{i}">' in page for i in ("a0", "a1", "a2", "b"))  # links to findings still land


def test_header_note_failures_and_lines_set_aside():
    page, text = html(harbour()), markdown(harbour())
    assert '<a href="https://elva.example/minutes" rel="noopener noreferrer nofollow">the minutes</a>' in page
    assert "> Desk: *call the building office* before noon." in text
    assert "set aside: caption" in page
    assert "- D3, Outlet 04, caption: Photo:" in text
    assert "05.txt" in page
    assert "- 05.txt: the file is empty" in text
    assert 'href="https://wire.example/bridge"' in page
    assert 'href="javascript' not in page


def test_footnotes_are_for_the_summary_only():
    text = markdown(harbour())
    used = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    assert used == set(re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE)) == {"A2", "B1", "C1", "D2"}
    assert used == set(re.findall(r"\[\^(\w+)\]", text.split("## Check before publishing")[0].split("## Summary")[1]))


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_of_each_table_have_the_same_width(shape):
    tables = re.findall(r"(?:^\|.*\|\n)+", markdown(SHAPES[shape]()), re.MULTILINE)
    assert len(tables) >= 2
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in table.splitlines()}) == 1


def test_many_outlets_get_one_column_and_groups_only():
    made = view_of(outlets(12))
    assert made.wide
    assert made.diagram.boxes == ()
    assert any(t.text == "A Outlet 001, B Outlet 002, C Outlet 003, D Outlet 004" for t in made.diagram.labels)
    assert "| No. | Claim | Found in | Reported by |" in markdown(outlets(12))


def test_arrows_stand_for_stated_credits_only():
    lines = view_of(harbour()).diagram.lines
    assert {line.kind: bool(line.head) for line in lines} == {"credit": True, "outside": True, "unclear": False}


def test_agency_that_all_credit_is_drawn_once_with_arrows():
    diagram = view_of(one_origin()).diagram
    assert [b.title for b in diagram.boxes if b.outside] == ["Baltic agency"]
    assert [bool(line.head) for line in diagram.lines] == [True, True, True]
    assert view_of(one_origin()).gist == ("Daily A, Daily B and Daily C credit Baltic agency.",)


def test_boxes_of_the_diagram_stay_apart_and_inside():
    for shape in SHAPES.values():
        diagram = view_of(shape()).diagram
        boxes = diagram.boxes
        assert all(b.x >= 0 and b.x + b.width <= diagram.width and b.y + b.height <= diagram.height for b in boxes)
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_little_to_say_is_said():
    assert "There is only one article, so nothing can be compared." in markdown(one_outlet())
    assert "No claims were found in these articles." in html(empty())
    assert "None of the rules found anything to check." in html(empty())
    assert "nothing to sum up" in markdown(empty())


def test_anchors_rest_on_what_they_name():
    made = harbour()
    fewer = structs.replace(made, claims=made.claims[1:])
    anchors = {row.text: row.anchor for g in view_of(made).groups for row in g.claims}
    assert {row.text: row.anchor for g in view_of(fewer).groups for row in g.claims}.items() <= anchors.items()


def test_a_briefing_that_contradicts_itself_is_refused():
    made = harbour()
    with pytest.raises(RenderError, match="not in the briefing"):
        Html().render(structs.replace(made, articles=made.articles[:2]))


def test_sizes(example_briefing):
    assert len(Html().render(example_briefing)) < 300_000
    made = SHAPES["full"]()
    assert (len(made.articles), len(made.sentences), len(made.claims)) == (20, 800, 960)
    assert len(Html().render(made)) < 1_500_000


def test_a_detail_that_only_one_outlet_has_is_underlined_in_the_summary_and_named_in_the_markdown():
    page, text = html(harbour()), markdown(harbour())
    assert '<span class="un">Dotted underline</span>: a detail that only this outlet has.' in page
    assert '<span class="un">Mayor Ilse Brandt said</span>.</bdi>' in page
    assert "2–3 origins. Only Coast Wire has: Mayor Ilse Brandt said.[^" in text
    plain = harbour()
    plain = structs.replace(plain, summary=tuple(structs.replace(s, alone=()) for s in plain.summary))
    assert 'class="un"' not in html(plain)
    assert "Only Coast Wire has" not in markdown(plain)


def test_who_says_part_of_a_claim_has_a_half_square_with_a_key():
    page, text = html(harbour()), markdown(harbour())
    assert '<b class="ic part"></b> says part of it</li>' in page
    assert 'title="says part of it, outlet’s own words"><b class="ic part"></b>C1' in page
    assert "| ◐ C1 |" in text


@pytest.mark.parametrize("count", [3, 12])
def test_a_folded_note_of_a_kind_of_its_own_says_which(count):
    made = outlets(count, alone=6)
    notes = [f for f in made.findings if f.rule == "single-outlet" and f.severity == "note"]
    quoted = structs.replace(notes[1], kind="quotation", message="One outlet alone quotes the keeper.")
    made = structs.replace(made, findings=tuple(quoted if f is notes[1] else f for f in made.findings))
    page = html(made)
    assert quoted.message in page
    assert notes[0].message not in page
    assert f"Quotation in one outlet only. {quoted.message}" in markdown(made)
    (folded,) = (g.folded for g in view_of(made).flags if g.anchor == "rule-single-outlet-note")
    assert sum(len(part.flags) for part in folded) == len(notes)
    assert [f.message for part in folded if not part.brief for f in part.flags] == [quoted.message]


def test_what_is_folded_is_counted_in_claims_where_a_finding_tells_of_several():
    made = outlets(4)
    shared = [c.id for c in made.claims if c.status == "unclear-origin"]
    [note] = [f for f in harbour().findings if f.rule == "single-origin"]
    told = tuple(structs.replace(note, id=f"s{n}", claims=(shared[n], shared[-1]), evidence=()) for n in range(3))
    (group,) = view_of(structs.replace(made, findings=told)).flags
    assert group.title.startswith("4 claims ")
