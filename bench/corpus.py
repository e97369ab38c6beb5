"""python -m bench.corpus FOLDER [--office] [--out FOLDER]: clean every file of a folder and print what became of them.

Words that begin with CAN are canaries that must not come out, words that begin with VIS must; they are looked for in the
texts of documents and workbooks, not in pictures. With --out the new files and their first pages are kept for the eye.
"""

import argparse
import asyncio
import re
import statistics
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bot.cleaning import Cleaned, Cleaner, CleaningResult, Refused, find_office

WORD = re.compile(r"\b(?:CAN|VIS)[-_][\w-]+")
TAG = re.compile(r"<[^>]*>")
NAMES = re.compile(r"(?:descr|name|title|author|creator)=\"([^\"]*)\"", re.IGNORECASE)
END_OF_LINE = re.compile(r"</(?:\w+:)?(?:p|si|c|tc|row|comment|pt|v|drawing|pict)>")


@dataclass(frozen=True, slots=True)
class Result:
    """One file, what became of it, and how long that took."""

    path: Path
    before: bytes
    outcome: CleaningResult
    seconds: float

    @property
    def leaks(self) -> list[str]:
        """Canaries that came out."""
        match self.outcome:
            case Cleaned(data):
                return sorted(word for word in words_in(data) if word.startswith("CAN"))
            case Refused():
                return []

    @property
    def lost(self) -> list[str]:
        """Visible words that did not, where the new file has a text at all."""
        match self.outcome:
            case Cleaned(data) if zipfile.is_zipfile(BytesIO(data)):
                after = " ".join(words_in(data))
                return sorted(
                    word for word in words_in(self.before) if word.startswith("VIS") and word not in after
                )
            case _:
                return []


def words_in(data: bytes) -> set[str]:
    """The marked words in the texts and names of a file, also those of the parts of an archive."""
    return {word for text in _texts(data) for word in WORD.findall(text)}


def _texts(data: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(BytesIO(data)):
        yield data.decode("latin-1")
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8", "ignore")
            yield TAG.sub("", END_OF_LINE.sub(" ", part))
            yield " ".join(NAMES.findall(part))


async def cleaned(paths: list[Path], cleaner: Cleaner) -> list[Result]:
    """Every file, one after the other."""
    results = []
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        outcome = await cleaner.clean(data)
        results.append(Result(path, data, outcome, time.perf_counter() - start))
    return results


def said(outcome: CleaningResult) -> str:
    """An outcome in a few words."""
    match outcome:
        case Cleaned(data, kind, pages, _, dropped, beside):
            counts = ", ".join(f"{count} {what.value}" for what, count in dropped.items())
            drawn = f", {len(beside) // 1024} KB drawn" if beside else ""
            return f"{kind}, {pages or '?'} p., {len(data) // 1024} KB{drawn}" + (
                f"; without: {counts}" if counts else ""
            )
        case Refused(reason):
            return f"refused: {reason}"


def print_table(results: list[Result]) -> None:
    """A line for each kind, as findings about files are given."""
    print("\n| kind | tried | cleaned | refused | leaks | visible words lost | median s | worst s |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in sorted({result.path.suffix.lower() for result in results}):
        own = [result for result in results if result.path.suffix.lower() == kind]
        reasons = Counter(result.outcome.reason for result in own if isinstance(result.outcome, Refused))
        refused = ", ".join(f"{count} {reason}" for reason, count in reasons.items()) or "0"
        taken = sum(isinstance(result.outcome, Cleaned) for result in own)
        seconds = [result.seconds for result in own]
        leaks, lost = (
            sum(bool(words) for words in found) for found in ([r.leaks for r in own], [r.lost for r in own])
        )
        print(
            f"| {kind} | {len(own)} | {taken} | {refused} | {leaks} | {lost} | {statistics.median(seconds):.1f} | {max(seconds):.1f} |"
        )


def keep(results: list[Result], folder: Path) -> None:
    """Write the new files and their first pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        match result.outcome:
            case Cleaned(data, kind, _, preview, _, beside):
                (folder / f"{result.path.name}.{kind}").write_bytes(data)
                (folder / f"{result.path.name}.first.jpg").write_bytes(preview)
                if beside:
                    (folder / f"{result.path.name}.drawn.pdf").write_bytes(beside)
            case Refused():
                pass


def main() -> None:
    """Clean a folder."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("folder", type=Path)
    asking.add_argument("--office", action="store_true", help="let LibreOffice draw pages, where it is there")
    asking.add_argument("--out", type=Path)
    asked = asking.parse_args()
    paths = sorted(path for path in asked.folder.rglob("*") if path.is_file())
    cleaner = Cleaner(office=find_office() if asked.office else None)
    results = asyncio.run(cleaned(paths, cleaner))
    for result in results:
        trouble = "".join(
            f" {name} {words}" for name, words in (("LEAK", result.leaks), ("LOST", result.lost)) if words
        )
        print(f"{result.path.name}: {said(result.outcome)} ({result.seconds:.1f} s){trouble}")
    print_table(results)
    if asked.out:
        keep(results, asked.out)


if __name__ == "__main__":
    main()
