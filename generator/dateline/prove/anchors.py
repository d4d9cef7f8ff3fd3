"""Say which days words mean that count from another day, and that this one is quoted too (P6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model.facts import Fact
from dateline.problems import Value
from dateline.prove.meant import counted_from, named, spells_in, tells_when
from dateline.prove.quoted import Quoted
from dateline.text.spells import Spell, write_days

_OFFERED = 3
"""Of the days that words may mean, no more are named."""


def miscounted(
    fact: Fact, name: str, end: str, quoted: Quoted
) -> tuple[str, str, tuple[Mapping[str, Value | None], ...]] | None:
    """Say what is wrong with a date that `when` does not mean, as its words count, what to do, and with which fixes.

    None where no such words stand there, or where something else that is quoted names a time, but no day.
    """
    away = counted_from(fact)
    if spells := spells_in(fact, name, quoted):
        remedy, days = _may_be(spells if away else spells[:1])
        if away:
            remedy += "; if it counts from another day, quote the words that name that day too, under `context:`"
        fixes = tuple({name: str(getattr(fact, name)).replace(end, day)} for day in days)
        return f"“{fact.when}” is not {named(end)} for a source of {fact.source.issued}", remedy, fixes
    if away and not tells_when(fact, quoted):
        remedy = (
            "quote the words that name that day too, in the quotation or under `context:`; where the source names none,"
            f" leave `{name}:` and `when:` out, or say under `unproved:` how the day is known"
        )
        return f"“{away}” counts from a day that nothing quoted names", remedy, ()
    return None


def _may_be(spells: Sequence[Spell]) -> tuple[str, tuple[str, ...]]:
    """Say which days words may mean; return them too, where they are days and no longer spells."""
    may_be = tuple(dict.fromkeys(days for spell in spells for days in spell.may_be))[:_OFFERED]
    told = tuple(map(write_days, may_be))
    longer = any(first != last for first, last in may_be)
    near = ", or a day of it" if longer else ", or a day near it" if any(spell.loose for spell in spells) else ""
    return f"it may be {' or '.join(told)}{near}", () if longer else told
