"""The record of a case as bytes, always the same for the same record: what the key of the case is put to."""

import json
from dataclasses import asdict

from bot.tips.model import CaseRecord


def canonical(record: CaseRecord) -> bytes:
    """All of a record, in one order."""
    head = asdict(record.head)
    if head["reopened"] is None:  # a case that never was is bound as before there was such a day
        del head["reopened"]
    content = {
        "head": head,
        "recipients": {name: asdict(one) for name, one in record.recipients.items()},
        "entries": [asdict(mark) for mark in record.entries],
        "recused": sorted(record.recused),
        "proposal": asdict(record.proposal) if record.proposal else None,
        "withdrawn": record.withdrawn,
    }
    return json.dumps(content, sort_keys=True, default=str).encode("ascii")
