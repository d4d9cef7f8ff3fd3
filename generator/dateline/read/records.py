"""Make records of what stands in files, and say what is wrong with those that cannot be made."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from dateline.model.facts import KINDS
from dateline.model.files import OF_FACTS
from dateline.model.references import models_in
from dateline.model.values import given_fields
from dateline.problems import Edit, Problem, Rule, Value
from dateline.read.forms import form_of, near_words, no_member
from dateline.read.near import asked, did_you_mean, near_to
from dateline.read.reading import Reading, registers_in
from dateline.read.yamlfile import BLANK, Map, Origin, Seq, YamlFile

_Path = tuple[str | int, ...]


def items_of(file: YamlFile, kinds: Mapping[str, Any], reading: Reading) -> Iterator[tuple[str, Origin, Map]]:
    """Yield the records of a file that maps kinds to lists, each with its kind and its place."""

    def refuse(path: _Path, rule: Rule, message: str, remedy: str, *, key: bool = False) -> None:
        reading.unread.update(registers_in(file.path))
        at = file.place(path, key=key)
        if not file.has_problem(at):
            reading.problems.append(file.problem(at, rule, message, remedy))

    for kind, records in file.root.items():
        if kind == BLANK and kinds is OF_FACTS and isinstance(records, Seq):
            remedy = f"move it to the list of its kind: {', '.join(KINDS)}; or set its sentence aside"
            for index in range(len(records)):
                refuse((kind, index), Rule.BLANK, "it is not said what kind of fact this is", remedy)
        elif kind not in kinds:
            remedy = did_you_mean(kind, kinds) or f"here may stand: {', '.join(kinds)}"
            refuse((kind,), Rule.UNKNOWN_KEY, f"no kind of record is called “{kind}”", remedy, key=True)
        elif not isinstance(records, Seq):
            refuse((kind,), Rule.WRONG_TYPE, f"“{kind}” is not a list", "begin each record with `- id:`")
        else:
            for index, item in enumerate(records):
                if isinstance(item, Map):
                    yield kind, Origin(file, (kind, index)), item
                else:
                    remedy = "write `- id: …` and its fields"
                    refuse((kind, index), Rule.WRONG_TYPE, "a record is a mapping", remedy)


def validate(
    model: type[BaseModel],
    origin: Origin,
    item: Map,
    reading: Reading,
    *,
    register: str = "",
    given: Mapping[str, Any] | None = None,
    of: Hashable = None,
) -> Any:  # noqa: ANN401
    """Return the record, or None where it has a problem of form, which is then among the reading's problems.

    One that is kept from the reading before is the same object as long as its file, and what it is made `of` beside
    that, are the same; where `of` is None, it is always made anew.
    """
    fresh = _is_first(register, origin, item, reading) if register else True
    said: Mapping[str, Any] = item
    if not given_fields(model).isdisjoint(item):
        for key in given_fields(model) & item.keys():
            reading.problems.append(_unknown_key(model, origin, (key,)))
        said = {key: value for key, value in item.items() if key not in given_fields(model)}
    try:
        like = None if of is None else ("record", model, origin.path_of_file, origin.file.text, origin.path, of)
        record = reading.kept.get(
            like, lambda: model.model_validate({**said, **(given or {}), "origin": origin}, context=reading.known)
        )
    except ValidationError as error:
        reading.problems.extend(_problems(error, model, origin, item, reading))
    else:
        if fresh and said is item:
            return record
    reading.broken[register].add(str(item.get("id")))
    return None


def _is_first(register: str, origin: Origin, item: Map, reading: Reading) -> bool:
    """Tell whether an id is used for the first time: facts, and records of one register, share no id."""
    given = item.get("id")
    if not isinstance(given, str) or not given:
        return True
    first = reading.seen.setdefault((register, given), origin)
    if first is origin:
        return True
    reading.problems.append(
        origin.problem(
            ("id",),
            Rule.DUPLICATE_ID,
            f"the id “{given}” is used a second time",
            f"it stands first in {first.path_of_file}, line {first.line}; an id is never used again",
        ),
    )
    return False


def _problems(
    error: ValidationError, model: type[BaseModel], origin: Origin, item: Map, reading: Reading
) -> Iterator[Problem]:
    """Say pydantic's errors in an editor's words."""
    for found in error.errors(include_url=False):
        path, kind = found["loc"], found["type"]
        if _is_told(found, model, origin, item, reading):
            continue
        if kind == "unknown_id":
            yield from _unknown_id(found, origin, reading)
        elif kind == "extra_forbidden":
            yield _unknown_key(model, origin, path)
        elif kind in ("missing", "parties"):
            yield _missing_key(path, origin)
        elif not path:  # two fields that do not fit
            yield origin.problem((_unfit(kind, item),), Rule.WRONG_TYPE, found["msg"], "")
        elif path[-1] == "[key]":
            at = origin.file.place((*origin.path, *path[:-1]), key=True)
            yield origin.file.problem(at, Rule.UNKNOWN_KEY, *no_member(found, f"key of `{path[0]}`"))
        else:
            yield _replaced(origin, path, Rule.WRONG_TYPE, *form_of(found), near=near_words(found))


def _unknown_id(found: Any, origin: Origin, reading: Reading) -> Iterator[Problem]:  # noqa: ANN401
    """Say what is wrong with a value that is no id of its register."""
    path, register, value = found["loc"], found["ctx"]["register"], found["ctx"]["value"]
    if isinstance(found["input"], list | dict):
        message = f"“{path[0]}” names one of the {register} by its id"
        yield origin.problem(path, Rule.WRONG_TYPE, message, "write the id alone, without brackets")
    elif reading.is_withdrawn(value, register):
        message = f"“{path[0]}” names “{value}”, which is withdrawn"
        yield origin.problem(path, Rule.UNKNOWN_ID, message, _without(str(path[0])))
    elif reading.is_news(value, register):
        near = near_to(value, reading.known[register])
        remedy = asked(near) or f"add it to the {register}, or mend the id"
        message = f"no record “{value}” among the {register}"
        yield _replaced(origin, path, Rule.UNKNOWN_ID, message, remedy, near=near)


def _without(key: str) -> str:
    """Say what to write where a field names a fact that is withdrawn."""
    if key == "continues":
        return "name the state before that one, or delete `continues:` and add the `parties:` that the quotation names"
    return f"delete it from `{key}:`, or withdraw this fact too"


def _missing_key(path: _Path, origin: Origin) -> Problem:
    """Make a problem of a key that is missing; without a path it is that of talks whose parties nobody names."""
    *inside, key = path or ("parties",)
    instead = "" if path else ", or `continues:` with the id of the fact with the state of these talks before"
    return origin.problem(tuple(inside), Rule.MISSING_KEY, f"“{key}” is missing", f"add `{key}:`{instead}")


def _is_told(found: Any, model: type[BaseModel], origin: Origin, item: Map, reading: Reading) -> bool:  # noqa: ANN401
    """Tell whether an empty value or a blank is to blame, which is reported where it was read."""
    at = origin.file.place((*origin.path, *found["loc"]))
    if origin.file.is_blank(at):
        reading.blanks[(origin.file.path, *at)] = _blank(found, model, item)
    return origin.file.has_problem(at) or (found["type"] == "name" and _has_hole(found["input"]))


def _blank(found: Any, model: type[BaseModel], item: Map) -> str:  # noqa: ANN401
    """Say what may stand where an editor, or `dateline suggest`, left a blank."""
    kind, path = found["type"], found["loc"]
    if kind == "unknown_id":
        remedy = f"write the id of one of the {found['ctx']['register']}"
    elif kind in ("amount", "date"):
        remedy = "write a number, without quotation marks" if kind == "amount" else "write a date: 2018-04-01"
    else:
        remedy = form_of(found)[1].replace(", or delete the key", "")
    needed = isinstance(item.get(str(path[0])), list | dict) or any(
        info.is_required() for name, info in model.model_fields.items() if path[0] in (name, info.alias)
    )
    return remedy if needed else f"{remedy}; or delete the line"


def _has_hole(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a collection holds an empty value, which is reported already."""
    return (isinstance(value, Map) and "" in value.values()) or (isinstance(value, Seq) and "" in value)


def _unfit(kind: str, item: Map) -> str:
    """Return which of the fields that do not fit together is the one to look at; `kind` is that of the error."""
    if kind in ("issued", "next_due", "corrects"):
        return kind if kind in item else "id"
    keys = ("approximate", "state", "magnitude", "quantifier", "value")
    return next((key for key in keys if key in item), "id")


def _unknown_key(model: type[BaseModel], origin: Origin, path: _Path) -> Problem:
    inner = _model_at(model, path[:-1])
    keys = {info.alias or name for name, info in inner.model_fields.items()} - given_fields(inner)
    near, full = near_to(str(path[-1]), keys), (*origin.path, *path)
    return origin.file.problem(
        origin.file.place(full, key=True),
        Rule.UNKNOWN_KEY,
        f"no field is called “{path[-1]}”",
        asked(near) or f"here may stand: {', '.join(sorted(keys))}",
        fixes=tuple((Edit(full, name, key=True),) for name in near),
    )


def _replaced(origin: Origin, path: _Path, rule: Rule, message: str, remedy: str, *, near: Iterable[Value]) -> Problem:
    """Make a problem of a value for which others may have been meant."""
    full = (*origin.path, *path)
    fixes = tuple((Edit(full, word),) for word in near)
    return origin.file.problem(origin.file.place(full), rule, message, remedy, fixes=fixes)


def _model_at(model: type[BaseModel], path: _Path) -> type[BaseModel]:
    """Return the model of the record at a path inside a record."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = next(models_in(model.model_fields[step].annotation), model)
    return model
