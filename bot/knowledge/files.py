"""Reads one YAML file into a model, and says file and line of each mistake."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """Leaves dates as they are written: at an impossible one YAML would just raise, pydantic says where it stands."""


def _as_written(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _as_written)


def read(path: Path, model: type[Model]) -> Model:
    """The file as a model; raises `KnowledgeError` with one line a mistake: file, line, field, what is wrong."""
    try:
        return _read(path, model)
    except RecursionError:
        raise KnowledgeError(f"{path}:1: too much stands within each other here") from None


def _read(path: Path, model: type[Model]) -> Model:
    node = _compose(path)
    if twice := list(_fields_that_stand_twice(node)):
        raise KnowledgeError("\n".join(f"{path}:{line}: {field}: stands here twice" for line, field in twice))
    try:
        return model.model_validate(_construct(path, node))
    except ValidationError as error:
        mistakes = [f"{path}:{_line(node, e['loc'])}: {_field(e['loc'])}: {_said(e)}" for e in error.errors()]
        raise KnowledgeError("\n".join(mistakes)) from error


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}:1: cannot be read: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise KnowledgeError(f"{path}:1: the file is empty or not a mapping of fields")
    return node


def _fields_that_stand_twice(node: yaml.Node, within: str = "") -> Iterator[tuple[int, str]]:
    """Line and name of each field that repeats another; YAML would silently keep the last."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in seen:
            yield key.start_mark.line + 1, within + name
        seen.add(name)
        yield from _fields_that_stand_twice(value, f"{within}{name}.")
    for number, item in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
        yield from _fields_that_stand_twice(item, f"{within}{number}.")


def _construct(path: Path, node: yaml.Node) -> Any:
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: {error.problem}") from error


def _line(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """The line of the deepest part of `location` that stands in the file, counted from one."""
    line = node.start_mark.line
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
    return line + 1


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location) or "the file"


def _said(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "no such field; docs/knowledge.md lists them"
    return str(error["msg"]).removeprefix("Value error, ")
