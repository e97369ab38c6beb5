"""A hundred thousand paragraphs: the same lists, reader and fuzzy step against what people would use instead, in one run.

python -m bench.large. The passages are those of KazQAD and sentences of KazNERD, cut and put together anew, with slips of the
thumb so that the vocabulary grows as it would; they are read where they lie beside the project, and not kept here.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils
from rich.console import Console
from rich.table import Table

from bench.matching import Ask, bm25s_over, tantivy_over
from bench.noise import phone_typos
from bot.answers.matching.counting import Counts, Numbers
from bot.answers.matching.features import Kind, weights
from bot.answers.matching.index import Arrays, Postings, rarity_of
from bot.answers.matching.reading import Reader
from bot.answers.matching.spelling import Spelling
from bot.language import Language
from bot.words.letter_codes import Codes, beginnings, letters, wholes
from bot.words.skeleton import PREFIX, sounds, words_in

BESIDE = Path("../shared/eval/public/kazqad-validation.json")
PASSAGES = 100_000
SENTENCES = (3, 9)
SLIPS = 0.15
"""The share of made-up passages in which the thumb slipped."""

TOP = 10
BUILD = "--build"
CHUNK = 2_000
PLACE_BITS, TIMES_BITS = 17, 6
FEW, FEWER = 60, 6
"""Questions for what takes half a second each, and for what takes seconds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the places of the passages that answer it."""

    text: str
    gold: frozenset[int]


class Passages:
    """Paragraphs found by beginnings of words and whole words, the question read as the bot reads it."""

    def __init__(self, arrays: Arrays, vocabulary: Mapping[str, int], size: int) -> None:
        self._codes = arrays["codes"]
        self._rarity = arrays["rarity"]
        self._postings = Postings.read("lists", arrays)
        self._size = size
        self._reader = Reader(Spelling.of(vocabulary))

    def __call__(self, question: str) -> list[int]:
        """The places of the best passages."""
        rows = letters(self._reader.read(question))
        wanted = np.unique(_codes_of(rows))
        places = np.searchsorted(self._codes, wanted)
        known = self._codes[np.minimum(places, len(self._codes) - 1)] == wanted
        numbers = places[known]
        scores = self._postings.score(numbers, self._rarity[numbers], self._size)
        best = np.argpartition(-scores, TOP)[:TOP]
        found: list[int] = best[np.argsort(-scores[best], kind="stable")].tolist()
        return found


def learn(texts: Sequence[str]) -> tuple[Arrays, dict[str, int]]:
    """The lists of passages, made some thousands at a time, and in how many each word is said."""
    places: dict[str, int] = {}
    met = []
    for start in range(0, len(texts), CHUNK):
        heard = list(_heard(texts[start : start + CHUNK]))
        owners = np.repeat(np.arange(start, start + len(heard)), [len(one) for one in heard])
        words = np.array([places.setdefault(word, len(places)) for one in heard for word in one])
        met.append(_packed(words, owners))
    rows = letters(list(places))
    pairs = np.concatenate(met)
    met.clear()
    words = (pairs >> PLACE_BITS + TIMES_BITS).astype(np.int32)
    spoken = np.bincount(words, minlength=len(places)).tolist()
    kinds = [_counted(codes, words, pairs) for codes in (_prefix_codes(rows), _whole_codes(rows))]
    del pairs, words
    lists = [Postings.of(counts, len(texts)) for counts in kinds]
    return _side_by_side(kinds, lists, len(texts)), dict(zip(places, spoken, strict=True))


def _packed(words: Numbers, owners: Numbers) -> Numbers:
    """Words, passages and how often, in one number each, in the order of the words."""
    pairs, times = np.unique(words << PLACE_BITS | owners, return_counts=True)
    packed: Numbers = pairs << TIMES_BITS | np.minimum(times, (1 << TIMES_BITS) - 1)
    return packed


def _unpacked(rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    places = (1 << PLACE_BITS) - 1
    return rows >> PLACE_BITS + TIMES_BITS, rows >> TIMES_BITS & places, rows & (1 << TIMES_BITS) - 1


def _counted(of_words: Codes, words: Numbers, pairs: Numbers) -> Counts:
    """The features of words counted instead of the words; words that share one in a passage are added up."""
    codes, of_word = np.unique(of_words, return_inverse=True)
    below = (1 << PLACE_BITS + TIMES_BITS) - 1
    rows = of_word.astype(np.int64)[words] << PLACE_BITS + TIMES_BITS | pairs & below
    rows.sort()
    first = np.flatnonzero(np.diff(rows >> TIMES_BITS, prepend=-1))
    times = np.add.reduceat(rows & (1 << TIMES_BITS) - 1, first)
    features, documents, _ = _unpacked(rows[first])
    return Counts(codes, features.astype(np.int32), documents.astype(np.int32), times.astype(np.int32))


def _side_by_side(kinds: Sequence[Counts], lists: Sequence[Postings], size: int) -> Arrays:
    """Both kinds of lists as one: the kinds stand in the upper bits, so that their codes rise."""
    one, other = lists
    starts = np.concatenate([one.starts[:-1], other.starts + one.starts[-1]])
    codes = np.concatenate([counts.codes for counts in kinds])
    whole = Postings(
        starts,
        np.concatenate([one.documents, other.documents]),
        np.concatenate([one.worth, other.worth]),
        np.concatenate([one.rows, other.rows]),
        one.common,
    )
    rarity = rarity_of(np.diff(starts), size) * weights(codes)
    return {"codes": codes, "rarity": rarity, **whole.arrays("lists")}


def _heard(texts: Sequence[str]) -> Iterator[list[str]]:
    found = [words_in(text) for text in texts]
    known = list({word for text in found for word in text})
    heard = dict(zip(known, sounds(known), strict=True))
    for text in found:
        yield [sound for word in text if (sound := heard[word])]


def _codes_of(rows: npt.NDArray[np.uint8]) -> Codes:
    return np.concatenate([_prefix_codes(rows), _whole_codes(rows)])


def _prefix_codes(rows: npt.NDArray[np.uint8]) -> Codes:
    return beginnings(rows, PREFIX) | np.uint64(Kind.WORD << 60)


def _whole_codes(rows: npt.NDArray[np.uint8]) -> Codes:
    return wholes(rows) | np.uint64(Kind.WHOLE << 60)


def main() -> None:
    """Print the table, or why there is none."""
    console = Console(width=120)
    if not BESIDE.exists():
        console.print(f"{BESIDE} is not here: the bench of {PASSAGES} passages is left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passages.npz"
        child = [sys.executable, "-m", "bench.large", BUILD, str(path)]
        told = subprocess.run(child, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words
        console.print(told.strip())
        start, before = perf_counter(), peak()
        passages = read(path)
        taken = perf_counter() - start
    passages("бір сұрақ")
    console.print(
        f"read in {taken:.2f} s; the process that answers holds {peak():.0f} MiB, {before:.0f} of them before"
    )
    texts, asked = material()
    console.print(compared(passages, texts, asked))


def build(path: Path) -> None:
    """Learn the passages and keep them, in a process of its own."""
    texts, _ = material()
    start = perf_counter()
    arrays, vocabulary = learn(texts)
    words = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    times = np.array(list(vocabulary.values()))
    np.savez(path, allow_pickle=False, size=np.array(len(texts)), words=words, times=times, **arrays)
    print(
        f"{len(texts)} passages, {len(vocabulary)} words: built and kept in {perf_counter() - start:.1f} s, "
        f"{path.stat().st_size / 2**20:.0f} MiB; at most {peak():.0f} MiB of memory, the passages among it"
    )


def read(path: Path) -> "Passages":
    """What was kept."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = arrays["words"].tobytes().decode().split("\n")
    vocabulary = dict(zip(words, arrays["times"].tolist(), strict=True))
    return Passages(arrays, vocabulary, int(arrays["size"]))


def compared(passages: Passages, texts: list[str], asked: list[Asked]) -> Table:
    """Every way over the same passages: time, and how high the right passage stands, also with slips of the thumb."""
    table = Table(title=f"One question over {len(texts)} passages")
    for column in ("way", "questions", "p50, ms", "p99, ms", f"nDCG@{TOP}", "with typos"):
        table.add_column(column, justify="left" if column == "way" else "right")
    ways: dict[str, tuple[Ask, int]] = {
        "Adep's lists and fuzzy step": (passages, len(asked)),
        "bm25s": (bm25s_over(texts, TOP), len(asked)),
        "tantivy, fuzzy 1": (tantivy_over(texts, TOP), len(asked)),
        "SQLite FTS5, trigram": (fts5_over(texts), FEW),
        "rapidfuzz, token_set_ratio": (rapidfuzz_over(texts), FEWER),
    }
    for name, (way, most) in ways.items():
        chosen = asked[:most]
        middle, high, quality = _figures(way, chosen)
        chance = Random(5)  # noqa: S311 - as above
        slipped = [Asked(phone_typos(one.text, Language.KK, chance), one.gold) for one in chosen]
        _, _, with_typos = _figures(way, slipped)
        table.add_row(name, str(most), f"{middle:.2f}", f"{high:.2f}", f"{quality:.3f}", f"{with_typos:.3f}")
    return table


def _figures(way: Ask, asked: Sequence[Asked]) -> tuple[float, float, float]:
    way(asked[0].text)
    taken, gains = [], []
    for one in asked:
        start = perf_counter()
        found = way(one.text)
        taken.append(1000 * (perf_counter() - start))
        gains.append(ndcg(list(found), one.gold))  # type: ignore[call-overload]  # every way here gives places
    middle, high = np.percentile(taken, [50, 99])
    return float(middle), float(high), sum(gains) / len(gains)


def ndcg(found: Sequence[int], gold: frozenset[int]) -> float:
    """How high the right ones stand among those found, 1 where all of them are on top."""
    gain = sum(1 / log2(rank + 2) for rank, place in enumerate(found[:TOP]) if place in gold)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(TOP, len(gold))))


def material() -> tuple[list[str], list[Asked]]:
    """The passages, the true ones first, and the questions; the same every time."""
    chance = Random(3)  # noqa: S311 - as in the docstring
    stored = json.loads(BESIDE.read_text("utf-8"))
    places = {passage["id"]: place for place, passage in enumerate(stored["passages"])}
    texts = [passage["text"] for passage in stored["passages"]]
    asked = [
        Asked(question["text"], frozenset(places[name] for name in question["gold"]))
        for question in stored["questions"]
    ]
    answers = frozenset().union(*(one.gold for one in asked))
    sentences = [
        sentence
        for place, text in enumerate(texts)
        if place not in answers
        for sentence in re.split(r"(?<=[.!?])\s+", text)
    ]
    made = (_made(sentences, chance) for _ in range(PASSAGES - len(texts)))
    return [*texts, *made], asked


def _made(sentences: list[str], chance: Random) -> str:
    text = " ".join(chance.choices(sentences, k=chance.randint(*SENTENCES)))
    return phone_typos(text, Language.KK, chance) if chance.random() < SLIPS else text


def fts5_over(texts: Sequence[str]) -> Ask:
    """SQLite's full text search over groups of three letters."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table passage using fts5(body, tokenize='trigram')")
    base.executemany("insert into passage(rowid, body) values (?, ?)", enumerate(texts))
    ranked = f"select rowid from passage where passage match ? order by rank limit {TOP}"  # noqa: S608 - a number of ours

    def ask(question: str) -> object:
        words = [word for word in words_in(question.lower()) if len(word) > 2]
        return [row[0] for row in base.execute(ranked, (" OR ".join(f'"{word}"' for word in words),))]

    return ask


def rapidfuzz_over(texts: Sequence[str]) -> Ask:
    """A scan of everything with rapidfuzz."""
    prepared = [utils.default_process(text) for text in texts]

    def ask(question: str) -> object:
        asked = utils.default_process(question)
        found = process.extract(asked, prepared, scorer=fuzz.token_set_ratio, limit=TOP)
        return [place for _, _, place in islice(found, TOP)]

    return ask


def peak() -> float:
    """The most memory this process has held, in MiB."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    build(Path(sys.argv[2])) if sys.argv[1:2] == [BUILD] else main()
