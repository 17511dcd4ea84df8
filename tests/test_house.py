"""What holds for the project as a whole."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import tracker
from bench import house, walls
from tracker import errors
from tracker.errors import ConfigurationError, TrackerError

PROVIDED_ONLY_WITHOUT_THE_STANDARD_LIBRARY = {"backports.zstd": "backports-zstd"}
BROUGHT_BY = {"markupsafe": "jinja2"}
"""Names that a declared package documents as its own and brings along."""


@pytest.fixture(scope="module")
def declared(project: Path) -> dict[str, Any]:
    """The project's own table in pyproject.toml."""
    found: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def names_of(requirements: list[str]) -> set[str]:
    """The distributions that are required, folded as registries fold them."""
    return {folded(re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0]) for one in requirements}


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_by(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def distribution_of(module: str) -> str:
    top = module.partition(".")[0]
    known = {name: dist for name, dist in PROVIDED_ONLY_WITHOUT_THE_STANDARD_LIBRARY.items() if module.startswith(name)}
    return folded(next(iter(known.values()), BROUGHT_BY.get(top, installed().get(top, [top])[0])))


@cache
def installed() -> Mapping[str, list[str]]:
    return packages_distributions()


OURS = {"tracker", "bench", "tests", "contestants", "compression", "_typeshed", *sys.stdlib_module_names}
# As lint has it: each on a line of its own. What stands in a text is found too, which parsing tells apart.
IMPORT = re.compile(r"(?m)^[ \t]*(?:from|import)[ \t]+(\w[\w.]*)")


def undeclared(modules: Iterable[str], declared: set[str]) -> set[str]:
    """Distributions that are neither ours, nor the standard library's, nor declared."""
    return {distribution_of(one) for one in modules if one.partition(".")[0] not in OURS} - declared


def undeclared_in(folder: Path, declared: set[str]) -> set[tuple[str, str]]:
    """File and distribution of every import that is not declared: only a file that may hold one is parsed."""
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    return {
        (path.name, name)
        for path, text in texts.items()
        if undeclared(IMPORT.findall(text), declared)
        for name in undeclared(imported_by(text), declared)
    }


def test_every_library_that_the_program_imports_is_declared(project: Path, declared: dict[str, Any]) -> None:
    extras = declared["optional-dependencies"]
    needed = names_of(declared["dependencies"]) | names_of(extras["timestamp"]) | names_of(extras["notify"])
    assert undeclared_in(project / "tracker", needed) == set()


def test_every_library_that_tests_and_benches_import_is_declared(project: Path, declared: dict[str, Any]) -> None:
    extras = declared["optional-dependencies"]
    needed = names_of(declared["dependencies"]) | names_of(extras["dev"])
    used = undeclared_in(project / "tests", needed) | undeclared_in(project / "bench", needed)
    assert used == {("__main__.py", name) for name in names_of(extras["fuzz"])}


def test_an_import_that_is_not_declared_is_named_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text(
        "def late():\n    import numpy.linalg as n\n    from yaml import load\n    import os\n"
    )
    (tmp_path / "told.py").write_text('WORDS = """\nfrom numpy import array\n"""\nfrom . import late\n')
    assert undeclared_in(tmp_path, {"pyyaml"}) == {("late.py", "numpy")}
    assert undeclared_in(tmp_path, {"numpy"}) == {("late.py", "pyyaml")}


def test_the_drawing_of_the_errors_is_the_tree_as_it_is() -> None:
    drawn = re.findall(r"(?m)^ {4}([│ ]*(?:[├└]── )?)(\w+Error)\b", errors.__doc__ or "")
    tree = [(len(lead) // 4, name) for lead, name in drawn]
    assert sorted(tree) == sorted(walked(TrackerError))


def walked(error: type[Exception], depth: int = 0) -> Iterator[tuple[int, str]]:
    yield depth, error.__name__
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from walked(below, depth + 1)


def test_every_error_stands_in_the_tree() -> None:
    classes = [found for _, found in inspect.getmembers(errors, inspect.isclass) if found.__module__ == errors.__name__]
    assert classes
    assert all(issubclass(found, TrackerError) for found in classes)


def test_mistakes_are_counted_and_told_line_by_line() -> None:
    error = ConfigurationError("config.toml", ("a: is missing", "b: is not known"))
    assert str(error) == "config.toml: 2 mistakes\n  a: is missing\n  b: is not known"
    assert str(ConfigurationError("config.toml", ("a: is missing",))) == "config.toml: 1 mistake\n  a: is missing"


def test_the_package_says_that_it_is_typed_and_which_version_it_is(project: Path) -> None:
    assert (project / "tracker" / "py.typed").exists()
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:\.dev\d+)?", tracker.__version__)


# --------------------------------------------------------------------------------------- the measures themselves

CIRCLE_A = '"""A."""\n\ndef late() -> None:\n    """Be late."""\n    import tracker.b\n'
CIRCLE_B = '"""B."""\nfrom tracker import a\n'
POOR = """
from x import y

def public(first, *, second: int) -> None:
    try:
        y()
    except Exception:
        pass
    try:
        y()
    except (ValueError, BaseException):
        raise
"""


def house_of(tmp_path: Path, **files: str) -> tuple[house.Module, ...]:
    for name, text in files.items():
        path = tmp_path / "tracker" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return house.modules_of(tmp_path, "tracker")


def test_a_circle_of_imports_is_seen_even_inside_a_function(tmp_path: Path) -> None:
    measure = house.import_circles(house_of(tmp_path, a=CIRCLE_A, b=CIRCLE_B))
    assert measure.offenders == ("tracker.a > tracker.b > tracker.a",)
    assert house.import_circles(house_of(tmp_path, b='"""B."""\n')).offenders == ()


def test_what_is_bare_is_named(tmp_path: Path) -> None:
    modules = house_of(tmp_path, helpers=POOR)
    assert house.typed_parameters(modules).offenders == ("tracker/helpers.py:4 public: parameter first",)
    assert house.docstrings(modules).offenders == (
        "tracker/helpers.py:1 tracker.helpers: says nothing",
        "tracker/helpers.py:4 public: says nothing",
    )
    assert house.module_names(modules).offenders == ("tracker/helpers.py",)


def test_only_what_swallows_whatever_comes_is_a_broad_except(tmp_path: Path) -> None:
    assert house.broad_excepts(house_of(tmp_path, one=POOR)).offenders == ()
    two = house.broad_excepts(house_of(tmp_path, one=POOR, two=POOR))
    assert two.offenders == ("tracker/one.py:7 catches whatever comes", "tracker/two.py:7 catches whatever comes")


def test_long_functions_and_modules_are_named(tmp_path: Path) -> None:
    long = '"""Long."""\n\n\ndef long() -> None:\n    """Be long."""\n' + "    pass\n" * 300
    modules = house_of(tmp_path, long=long, other='"""Other."""\n\n\ndef short() -> None:\n    """Be short."""\n')
    assert house.module_lengths(modules).offenders == ("tracker/long.py: 305 lines",)
    assert house.module_lengths(modules).notes == ("short: tracker/other.py: 5 lines",)
    assert "tracker/long.py:4 long: 302 lines" in house.function_lengths(modules).offenders


def test_code_is_counted_without_its_words() -> None:
    text = '"""Words."""\n\n# More words.\n\n\ndef one() -> str:\n    """Give text."""\n    return """a\nb"""  # c\n'
    assert house.code_lines(text) == 3


def test_every_contract_has_a_way_to_break_it(project: Path) -> None:
    contracts = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    tried = list(walls.breaks(contracts))
    assert {attempt.contract for attempt in tried} == {contract["name"] for contract in contracts}
    assert len(tried) > len(contracts)
