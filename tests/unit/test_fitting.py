"""Match weights are fitted on pairs of statements and on the cells of the claims-by-outlet table."""

from __future__ import annotations

import json

import numpy as np
import pytest

from training import fitting


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> fitting.Examples:
    """Return an event of three articles with labels, compared by words alone."""
    folder = tmp_path_factory.mktemp("event")
    texts = {
        "a": "Tax on milk\n\nThe minister raised the tax on milk in May. Farmers blocked the old bridge on Monday.\n",
        "b": "Milk gets dear\n\nIn May the minister raised the tax on milk. The price of bread rose in Lyon.\n",
        "c": "Bridge blocked\n\nOn Monday farmers blocked the old bridge. A ferry took the children to school.\n",
    }
    claims = {
        "tax": [("a", "The minister raised the tax on milk in May."), ("b", "In May the minister raised the tax on milk.")],
        "bridge": [("a", "Farmers blocked the old bridge on Monday."), ("c", "On Monday farmers blocked the old bridge.")],
        "bread": [("b", "The price of bread rose in Lyon.")],
    }
    (folder / "texts/event").mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"texts/event/{name}.txt").write_text(text, "utf-8")
    told = [{"id": name, "mentions": [{"article": a, "quote": q} for a, q in mentions]} for name, mentions in claims.items()]
    (folder / "event.json").write_text(json.dumps({"claims": told}), "utf-8")
    return fitting.examples(folder, folder / "texts", "event", None)


def test_a_cell_is_a_labelled_passage_and_an_article_that_may_report_it(labelled: fitting.Examples):
    same = np.concatenate([s[k] for s, k in zip(labelled.same, labelled.known, strict=True)])
    assert len(labelled.cells) == 5 * 2  # mentions, and the articles beside their own
    assert sum(cell.reported for cell in labelled.cells) == 4
    for cell in labelled.cells:
        assert len(cell.pairs)
        assert cell.reported == same[cell.pairs].any()


def test_of_a_cell_only_the_pairs_that_are_there_count():
    cells = [fitting.Cell(np.array([0, 2]), reported=True), fitting.Cell(np.array([1]), reported=False)]
    (left,) = fitting._among(np.array([True, False, True]), cells)
    assert left.reported
    assert left.pairs.tolist() == [0, 1]


def test_a_reported_cell_asks_for_one_pair_and_the_likeliest():
    """Two pairs labelled as one claim, of which one looks like it, teach less of the other where they make one cell."""
    rng = np.random.default_rng(1)
    looks, looks_not = rng.normal(1.5, 1, (200, 1)), rng.normal(-1.5, 1, (200, 1))
    other = rng.normal(-1.5, 1, (600, 1))
    rows = np.concatenate([looks, looks_not, other])
    same = np.concatenate([np.ones(400), np.zeros(600)])
    paired = [fitting.Cell(np.array([n, 200 + n]), reported=True) for n in range(200)]
    alone = [fitting.Cell(np.array([400 + n]), reported=False) for n in range(600)]
    pairs_only = fitting._regression(("alike",), rows, same)
    with_cells = fitting._regression(("alike",), rows, same, [*paired, *alone])
    assert with_cells.features["alike"].weight > 1.2 * pairs_only.features["alike"].weight


def test_the_loss_of_pairs_and_cells_is_least_at_what_is_fitted():
    rng = np.random.default_rng(2)
    design = np.hstack([np.ones((60, 1)), rng.normal(size=(60, 3))])
    same = (design @ np.array([-1.0, 2.0, 0.0, -1.0]) + rng.normal(size=60) > 0).astype(float)
    cells = [fitting.Cell(np.arange(n, n + 4), reported=bool(same[n : n + 4].any())) for n in range(0, 60, 4)]

    def loss(coefficients: np.ndarray) -> float:
        z = design @ coefficients
        of_cells = np.array([np.logaddexp.reduce(z[cell.pairs]) for cell in cells])
        reported = np.array([cell.reported for cell in cells])
        told = (np.logaddexp(0, z) - same * z).sum() + (np.logaddexp(0, of_cells) - reported * of_cells).sum()
        return float(told + fitting.RIDGE / 2 * (coefficients[1:] ** 2).sum())

    found = fitting._newton(design, same, cells)
    for step in 0.01 * np.vstack([np.eye(4), -np.eye(4)]):
        assert loss(found) < loss(found + step)
