"""One question: Adep against what people would use instead, over the same texts, in one run."""

import random
from collections.abc import Callable
from time import perf_counter_ns

import numpy as np
from rapidfuzz import fuzz, process, utils
from rich.table import Table

from bot.acts.model import Rulebook
from bot.answers.matching.matcher import Matcher
from bot.matters.model import Source

QUESTIONS = 200
Ask = Callable[[str], object]


def measure(rulebook: Rulebook, matcher: Matcher) -> Table:
    """A table of p50 and p99 in milliseconds, and each rival's p50 as a multiple of Adep's."""
    texts = every_text(rulebook)
    questions = asked(rulebook)
    # What Adep remembers is single words and how they were mended: it meets these for the first time, then again, as in service.
    ways: dict[str, Ask] = {
        "Adep (whole decision)": matcher.match,
        "Adep, words met before": matcher.match,
        "rapidfuzz extract, WRatio": lambda question: process.extract(
            question, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=5
        ),
        "rapidfuzz extract, token_set_ratio": lambda question: process.extract(
            question, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=5
        ),
        "bm25s": bm25s_over(texts),
        "tantivy, fuzzy 1": tantivy_over(texts),
    }
    figures = {
        name: times(way, questions if name != "rapidfuzz extract, WRatio" else questions[:20])
        for name, way in ways.items()
    }
    own = figures["Adep (whole decision)"][0]
    table = Table(title=f"One question over {len(texts)} texts, {QUESTIONS} questions")
    for column in ("way", "p50, ms", "p99, ms", "p50 to Adep's"):
        table.add_column(column, justify="left" if column == "way" else "right")
    for name, (middle, high) in figures.items():
        table.add_row(name, f"{middle:.3f}", f"{high:.3f}", f"{middle / own:.1f} ×")
    return table


def every_text(rulebook: Rulebook) -> list[str]:
    """All texts a question can be held against: paragraphs, and all that stands for matters and small talk."""
    texts = [text.whole for paragraph in rulebook for text in paragraph.texts.values()]
    for spoken in rulebook.spoken:
        texts += [example.text for example in spoken.examples]
    return texts


def asked(rulebook: Rulebook) -> list[str]:
    """Stories of the content, each with two letters lost, so that no way meets a text it holds to the letter."""
    chance = random.Random(7)  # noqa: S311 - a bench wants the same questions every time
    settled = rulebook.first_places(rulebook.default_body)
    stories = [
        example.text
        for matter in settled
        for example in rulebook.matters[matter].examples
        if example.source is Source.STORY
    ]
    return [_with_lost_letters(story, chance) for story in chance.sample(stories, QUESTIONS)]


def _with_lost_letters(text: str, chance: random.Random) -> str:
    for _ in range(2):
        at = chance.randrange(len(text))
        text = text[:at] + text[at + 1 :]
    return text


def times(way: Ask, questions: list[str]) -> tuple[float, float]:
    """p50 and p99 of one question, in milliseconds, after a warm-up."""
    for question in questions[:10]:
        way(question)
    taken = []
    for question in questions:
        start = perf_counter_ns()
        way(question)
        taken.append(perf_counter_ns() - start)
    middle, high = np.percentile(np.array(taken) / 1e6, [50, 99])
    return float(middle), float(high)


def bm25s_over(texts: list[str], most: int = 5) -> Ask:
    """BM25S over raw words; gives places in `texts`."""
    import bm25s  # noqa: PLC0415 - of the group `bench`, which the tests of what else is here do without

    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def ask(question: str) -> object:
        tokens = bm25s.tokenize(question, stopwords=None, show_progress=False)
        found, _ = retriever.retrieve(tokens, k=most, show_progress=False)
        return found[0].tolist()

    return ask


def tantivy_over(texts: list[str], most: int = 5) -> Ask:
    """Tantivy with every word of the question allowed one wrong letter; gives places in `texts`."""
    import tantivy  # noqa: PLC0415 - as above

    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("body", stored=False)
        .add_unsigned_field("place", stored=True)
        .build()
    )
    index = tantivy.Index(schema)
    writer = index.writer()
    for place, text in enumerate(texts):
        writer.add_document(tantivy.Document(body=text, place=place))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> object:
        words = utils.default_process(question).split()
        wanted = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "body", word, distance=1))
            for word in words
        ]
        hits = searcher.search(tantivy.Query.boolean_query(wanted), most).hits
        return [searcher.doc(address)["place"][0] for _, address in hits]

    return ask
