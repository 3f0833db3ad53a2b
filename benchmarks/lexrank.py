"""sumy's LexRank on the same sentences. Its tokenizer wants a corpus from the network, so it is handed sentences and plain words.

usage: lexrank.py SENTENCES.json COUNT    (a list of lists of sentences, one list an article; how many to choose)
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer


class Words:
    """A tokenizer that needs no corpus."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of `text`."""
        return tuple(re.findall(r"\w+", text))


def main() -> None:
    """Print the sentences that LexRank chooses."""
    articles = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    words = Words()
    document = ObjectDocumentModel([Paragraph([Sentence(text, words) for text in article]) for article in articles])
    for sentence in LexRankSummarizer()(document, int(sys.argv[2])):
        print(sentence)


if __name__ == "__main__":
    main()
