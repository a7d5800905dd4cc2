"""Whether the search finds what is there and nothing else: `python tools/bench/search_recall.py`.

2,000 random parts of the articles, one to eight characters long, and 2,000 words as a dictionary knows them, are asked
of an index of 26,196 articles. The truth is a look at every text: a part stands in it, or it does not.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from search_corpus import articles, build, documents, natural_words, prepare, substrings
from site_archive import machine, thrown_away

LENGTHS = range(1, 9)


def main() -> None:
    """Build the index, ask, compare, print; exit code 1 when anything is lost or found in vain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=2000, metavar="N", help="of each kind (default 2000)")
    options = parser.parse_args()
    with thrown_away(None) as home:
        prepare(home)
        print(machine(), flush=True)
        whole = measure(home, options.questions)
    sys.exit(0 if whole else 1)


def measure(home: Path, number: int) -> bool:
    """Print recall and precision by length; tells whether both are 1."""
    engine, _worked, _size = build(home, len(articles()))
    kinds = {
        "random parts": substrings(number, LENGTHS),
        "words": natural_words(number),
    }
    truth = Truth()
    perfect = True
    for kind, parts in kinds.items():
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for part in parts:
            there, found = truth.of(part), ask(engine, part)
            for name in (f"{len(part)} characters", "all"):
                row = sums[name]
                row[0] += 1
                row[1] += len(there & found)
                row[2] += len(there)
                row[3] += len(found)
        print(f"\n{kind}: {len(parts)} questions\n  {'':<14}questions  recall    precision")
        for name in sorted(sums):
            asked, both, there_all, found_all = sums[name]
            print(f"  {name:<14}{asked:>9}  {both / there_all:.4f}    {both / found_all:.4f}")
        perfect = perfect and both == there_all == found_all
    return perfect


class Truth:
    """Every text as the index folds it: two spellings of one character are one."""

    def __init__(self) -> None:
        from yilan.search.engines.entries import texts_of
        from yilan.search.folding import fold

        self.fold = fold
        self.texts = ["\n".join(map(fold, (one.title, *texts_of(one)))) for one in documents(len(articles()))]

    def of(self, part: str) -> set[str]:
        """Return the keys of all texts that hold a part."""
        folded = self.fold(part)
        return {f"record:{number}" for number, text in enumerate(self.texts) if folded in text}


def ask(engine: object, part: str) -> set[str]:
    """Return the keys of all that is found when a part stands in quotes."""
    from yilan.search.engines.interface import Question, Spelling
    from yilan.search.folding import fold

    question = Question(terms=((Spelling(fold(part)),),), limit=30_000, facets=())
    return {hit["key"] for hit in engine.ask(question).hits}  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
