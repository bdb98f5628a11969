# SPDX-License-Identifier: MIT
"""A standard as the booklet that an authority would publish: a chapter an area, each criterion explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Indenter, KeepTogether, PageBreak, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

from desktop.files import Target
from desktop.paper import faces
from desktop.paper.sheet import Furniture, build, grid, long_day, rule, style, text
from thresholds.book import Step, clause_of, how_parts_count, number_of, parts_of, source_of, steps
from thresholds.nodes import Node
from thresholds.standard import Standard, Threshold
from thresholds.wording import RIGHT_TO_ASK, node_words

STEP = 5 * mm
"""How much further in the parts of a condition stand."""

HOW_TO_READ = (
    "Each area of need is a chapter. In it stand the layers of support, lightest first, and for each "
    "layer what has to be shown. “All of these” and “any one of these” say how the parts count together.",
    "A number such as CL14 leads to the criterion's own words at the end of a chapter: what it asks, "
    "the same for a parent, why it is there, what counts as evidence, an example, and where it comes from.",
    "For one child each criterion is met, not met, or not yet evidenced. Not yet evidenced means that "
    "nothing is recorded that could tell. It never counts as “no”.",
    "The standard describes strength of evidence. It decides nothing: people decide, with the child and the "
    "parents. What support costs is shown and never stands in its way.",
)


def write_booklet(path: Target, standard: Standard, made_on: date) -> int:
    """Write the whole standard as a PDF and return its number of pages."""
    head = standard.pack.pack
    furniture = Furniture(
        title=head.title,
        school=head.authority,
        made_on=made_on,
        about=f"{head.title}, version {head.version}",
    )
    story = [*_front(standard), *_chapters(standard)]
    return build(path, furniture, story, contents="chapter")


def _front(standard: Standard) -> Iterator[Flowable]:
    head = standard.pack.pack
    yield Spacer(1, 40 * mm)
    yield text(head.title, "title")
    since = f"in force from {long_day(head.effective.from_)}"
    yield text(f"{head.authority}. Version {head.version}, {since}.", "lead")
    if head.notice:
        yield rule()
        yield text(head.notice)
        yield rule()
    yield text("Anyone may ask", "heading")
    yield text(head.rights or RIGHT_TO_ASK)
    yield text(f"Digest of this version: {standard.digest}", "small")
    yield PageBreak()
    yield text("Contents", "title")
    yield _contents()
    yield PageBreak()
    yield _chapter("How to read this standard")
    if head.intro:
        yield text(head.intro)
    yield from map(text, HOW_TO_READ)
    yield text("The layers, lightest first", "heading")
    for layer in standard.layers:
        yield text(f"– {standard.layer_label(layer)}")


def _contents() -> Flowable:
    made = TableOfContents()
    made.levelStyles = [ParagraphStyle("contents", parent=style("body"), leading=20)]
    made.dotsMinLevel = 0
    return made


def _chapter(title: str) -> Paragraph:
    """A heading that the contents list."""
    return Paragraph(faces.markup(title), ParagraphStyle("chapter", parent=style("title"), spaceAfter=8))


def _chapters(standard: Standard) -> Iterator[Flowable]:
    shown: set[str] = set()
    for area in dict.fromkeys(one.area for one in standard.pack.thresholds):
        yield PageBreak()
        yield _chapter(standard.area_label(area))
        known = standard.pack.areas.get(area)
        if known is not None:
            yield from (text(words) for words in (known.intro, known.parent) if words)
        mine = [one for one in standard.pack.thresholds if one.area == area]
        for one in mine:
            yield from _threshold(standard, one)
        clauses = [one for one in _clauses(standard, mine) if one.id not in shown]
        shown |= {str(one.id) for one in clauses}
        if clauses:
            yield text(f"Criteria: {standard.area_label(area)}", "heading")
            for clause in clauses:
                yield from _criterion(standard, clause)


def _threshold(standard: Standard, one: Threshold) -> Iterator[Flowable]:
    layer = standard.layer_label(one.layer)
    title = one.title or layer
    yield text(title if layer in title else f"{layer}: {title}", "heading")
    if one.parent:
        yield text(one.parent, "lead")
    for step in steps(one.met_when):
        yield from _step(standard, step)


def _step(standard: Standard, step: Step) -> Iterator[Flowable]:
    clause = clause_of(standard, step.node)
    said = clause.text or ("" if step.how else node_words(standard, clause))
    number = f"{number_of(clause)}  " if number_of(clause) else ""
    if not said and not step.how:
        return
    yield Indenter(left=STEP * min(step.depth, 5))
    if said:
        yield text(f"{number}{said}", "label" if step.how else "body")
    if step.how:
        yield text(step.how, "small")
    yield Indenter(left=-STEP * min(step.depth, 5))


def _clauses(standard: Standard, thresholds: list[Threshold]) -> list[Node]:
    """The shared criteria that these thresholds use, in the order in which they first stand."""
    found: dict[str, Node] = {}

    def look(node: Node) -> None:
        if node.use and node.use in standard.criteria and node.use not in found:
            found[node.use] = standard.criteria[node.use]
            look(standard.criteria[node.use])
        for part in parts_of(node):
            look(part)

    for one in thresholds:
        look(one.met_when)
    return list(found.values())


def _criterion(standard: Standard, clause: Node) -> Iterator[Flowable]:
    said = f"{number_of(clause)}  {clause.text or node_words(standard, clause)}".strip()
    parts = [text(said, "label")]
    rows = [
        (label, words)
        for label, words in (
            ("For a parent", clause.parent),
            ("Why", clause.reason),
            ("What counts", clause.counts_as),
            ("Example", clause.example),
            ("As reckoned", node_words(standard, clause)),
            ("Source", source_of(clause)),
        )
        if words
    ]
    how = how_parts_count(clause)
    if how:
        inside = [clause_of(standard, part) for part in parts_of(clause)]
        rows.append((how.rstrip(":"), "; ".join(one.text or node_words(standard, one) for one in inside)))
    table = grid(("", ""), rows, (2, 9))
    yield KeepTogether([*parts, table]) if len(rows) <= 8 else table
