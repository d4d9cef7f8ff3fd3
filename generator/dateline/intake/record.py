"""Write the record of a document as YAML that is read back as the same values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from dateline.read.yamlfile import parse_yaml

Value = str | bool | Sequence[str] | Mapping[str, str] | Sequence[Mapping[str, str]]
Values = Mapping[str, Value]


def record_text(values: Values) -> str:
    """Return a record; keys keep their order, and each value is quoted where YAML would read it as something else."""
    lines = []
    for key, value in values.items():
        if isinstance(value, Mapping):
            if value:
                lines += [f"{key}:", *(f"  {name}: {_scalar(said)}" for name, said in value.items())]
        elif isinstance(value, bool):
            lines.append(f"{key}: {'true' if value else 'false'}")
        elif isinstance(value, str):
            lines.append(f"{key}: {_scalar(value)}")
        elif value:
            lines += [f"{key}:", *(line for said in value for line in _item(said))]
    return "\n".join(lines) + "\n"


def _item(said: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(said, str):
        yield f"  - {_scalar(said)}"
        return
    for at, (name, value) in enumerate(said.items()):
        yield f"  {' ' if at else '-'} {name}: {_scalar(value)}"


def _scalar(value: str) -> str:
    return next(
        form for form in (value, json.dumps(value, ensure_ascii=False), json.dumps(value)) if _means(form, value)
    )


def _means(form: str, value: str) -> bool:
    file = parse_yaml("", f"key: {form}\n".encode("utf-8", "surrogatepass"))
    return not file.problems and bool(file.root == {"key": value})
