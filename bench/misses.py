"""Why a row misses its target: one sentence for each that was looked into, by the row's key.

The page of a run quotes the sentences of those rows that miss in that run, and says of others that nobody knows yet.
"""

from __future__ import annotations

from bench.rows import Row

REASONS: dict[str, str] = {}


def reason(row: Row) -> str:
    """One sentence on a row that misses its target."""
    shown = f"{row.ratio:.2f} × what {row.peer_name} takes" if _is_ratio(row) and row.ratio else _value(row)
    return f"{row.what}: {shown}, where {row.target_text} was wanted. {REASONS.get(row.key, 'Not looked into yet.')}"


def _is_ratio(row: Row) -> bool:
    return row.target is not None and row.target.kind == "ratio"


def _value(row: Row) -> str:
    return f"{row.ours:.4g} {row.unit}".rstrip()
