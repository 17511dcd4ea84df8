"""The house measures of the package: prints them, names what lies beyond them, and exits 1 where something does.

    .venv/bin/python bench/house.py

Standard library only, nothing is imported or run: the measures are read from the syntax trees.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

PACKAGE: Final = "tracker"
MEDIAN_FUNCTION, LONG_FUNCTION, LONGEST_FUNCTION = 8, 25, 50
SHORTEST_MODULE, LONGEST_MODULE = 60, 300
FROZEN: Final = "/migrations/versions/"
"""A migration tells of a schema as it was: written once, never changed, never split."""
COMMENT_SHARE: Final = 0.05
BROAD_EXCEPTS: Final = 1
MEANINGLESS: Final = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "base", "handler", "handlers", "common", "misc"}
)
_NO_CODE: Final = frozenset(
    {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file: its dotted name, its path from the project, its text and its tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def functions(self) -> list[Function]:
        """Every function and method, nested ones too."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure as found. It holds where there are no offenders; `notes` are told and not held against anyone."""

    name: str
    found: str
    bound: str
    offenders: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def modules_of(root: Path, folder: str) -> tuple[Module, ...]:
    """Read every module of a folder, in the order of their names."""
    return tuple(_module(path, root) for path in sorted((root / folder).rglob("*.py")))


def code_lines(text: str) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings."""
    tree = ast.parse(text)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    lines = {line for token in tokens if token.type not in _NO_CODE for line in range(token.start[0], token.end[0] + 1)}
    documented = [node.body[0] for node in ast.walk(tree) if isinstance(node, _DOCUMENTED) and _has_docstring(node)]
    return len(lines - {line for node in documented for line in range(node.lineno, (node.end_lineno or 0) + 1)})


def function_lengths(modules: tuple[Module, ...]) -> Measure:
    """Half of the functions short, nine in ten on half a screen, none over a screen."""
    lengths = {(module, node): _length(node) for module in modules for node in module.functions}
    middle, ninth = median(lengths.values()), quantiles(lengths.values(), n=10)[-1]
    longest = sorted(lengths.items(), key=lambda item: -item[1])
    offenders = [
        _told(module, node, f"{length} lines") for (module, node), length in longest if length > LONGEST_FUNCTION
    ]
    notes = [_told(module, node, f"{length} lines") for (module, node), length in longest[:5] if length > LONG_FUNCTION]
    if middle > MEDIAN_FUNCTION:
        offenders.append(f"the median is {middle:g} lines")
    if ninth > LONG_FUNCTION:
        offenders.append(f"one in ten is longer than {ninth:.0f} lines")
    return Measure(
        name=f"lines of {len(lengths)} functions: median / 9 in 10 / longest",
        found=f"{middle:g} / {ninth:.0f} / {longest[0][1]}",
        bound=f"<= {MEDIAN_FUNCTION} / {LONG_FUNCTION} / {LONGEST_FUNCTION}",
        offenders=tuple(offenders),
        notes=tuple(notes),
    )


def module_lengths(modules: tuple[Module, ...]) -> Measure:
    """A module is a few screens. A package's face and modules that only name data may be shorter."""
    lengths = {module: len(module.text.splitlines()) for module in modules}
    long = [
        f"{module.path}: {length} lines"
        for module, length in lengths.items()
        if length > LONGEST_MODULE and FROZEN not in module.path
    ]
    short = {module: length for module, length in lengths.items() if length < SHORTEST_MODULE and module.tree.body}
    told = [f"{module.path}: {length} lines" for module, length in short.items() if not _only_names(module)]
    inner = [length for module, length in lengths.items() if not module.path.endswith("__.py")]
    return Measure(
        name=f"lines of {len(lengths)} modules: shortest / median / longest",
        found=f"{min(inner)} / {median(inner):g} / {max(inner)}",
        bound=f"{SHORTEST_MODULE} to {LONGEST_MODULE}",
        offenders=tuple(long),
        notes=tuple(f"short: {words}" for words in told),
    )


def typed_parameters(modules: tuple[Module, ...]) -> Measure:
    """Every parameter and every result has its type."""
    found = [(module, node, part) for module in modules for node in module.functions for part in _typeable(node)]
    bare = [_told(module, node, name) for module, node, (name, annotation) in found if annotation is None]
    share = 1 - len(bare) / max(len(found), 1)
    return Measure(name="typed parameters and results", found=f"{share:.1%}", bound="100 %", offenders=tuple(bare))


def docstrings(modules: tuple[Module, ...]) -> Measure:
    """Every public name says what it is for."""
    found = [(module, node) for module in modules for node in _public(module.tree)]
    bare = [_told(module, node, "says nothing") for module, node in found if not _has_docstring(node)]
    share = 1 - len(bare) / max(len(found), 1)
    return Measure(name="public names with a docstring", found=f"{share:.1%}", bound="100 %", offenders=tuple(bare))


def comment_share(modules: tuple[Module, ...]) -> Measure:
    """Comments are rare: they say why, and the code says what."""
    comments = {module: _comments(module.text) for module in modules}
    share = sum(comments.values()) / max(sum(code_lines(module.text) for module in modules), 1)
    most = sorted(comments, key=lambda module: -comments[module])[:3]
    offenders = [f"{module.path}: {comments[module]} comments" for module in most] if share > COMMENT_SHARE else []
    return Measure(
        name="comment lines to code lines",
        found=f"{share:.1%}",
        bound=f"<= {COMMENT_SHARE:.0%}",
        offenders=tuple(offenders),
    )


def import_circles(modules: tuple[Module, ...]) -> Measure:
    """No module imports itself by way of others, not even inside a function."""
    names = {module.name for module in modules}
    graph = {module.name: _imported(module, names) for module in modules}
    circles = sorted(circle for name in graph if (circle := _way_back(name, graph)))
    smallest = {frozenset(circle): " > ".join(circle) for circle in reversed(circles)}
    return Measure(name="import circles", found=str(len(smallest)), bound="0", offenders=tuple(smallest.values()))


def share_of_tests(modules: tuple[Module, ...], tests: tuple[Module, ...]) -> Measure:
    """At least one line of test for a line of code."""
    code, test = (sum(code_lines(module.text) for module in part) for part in (modules, tests))
    offenders = (f"{test} lines of tests for {code} lines of code",) if test < code else ()
    return Measure(
        name="test lines to code lines", found=f"{test / max(code, 1):.2f}", bound=">= 1", offenders=offenders
    )


def broad_excepts(modules: tuple[Module, ...]) -> Measure:
    """Only the daemon's outermost loop catches whatever comes; what cleans up and raises on catches nothing."""
    handlers = (
        (module, node) for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)
    )
    found = [f"{module.path}:{node.lineno} catches whatever comes" for module, node in handlers if _is_broad(node)]
    offenders = tuple(found) if len(found) != BROAD_EXCEPTS else ()
    return Measure(name="broad excepts", found=str(len(found)), bound=str(BROAD_EXCEPTS), offenders=offenders)


def module_names(modules: tuple[Module, ...]) -> Measure:
    """A module says what it holds."""
    bad = [module.path for module in modules if MEANINGLESS & set(module.name.split("."))]
    return Measure(name="modules named after nothing", found=str(len(bad)), bound="0", offenders=tuple(bad))


_OF_THE_PACKAGE: Final[tuple[Callable[[tuple[Module, ...]], Measure], ...]] = (
    function_lengths,
    module_lengths,
    typed_parameters,
    docstrings,
    comment_share,
    import_circles,
    broad_excepts,
    module_names,
)
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> int:
    """Print the measures; give the exit code."""
    root = Path(__file__).resolve().parent.parent
    modules, tests = modules_of(root, PACKAGE), modules_of(root, "tests")
    measures = [*(measure(modules) for measure in _OF_THE_PACKAGE), share_of_tests(modules, tests)]
    for measure in measures:
        print(f"{'beyond' if measure.offenders else 'holds':7} {measure.name:56} {measure.found:>16}   {measure.bound}")
    for measure in measures:
        for words in (*measure.offenders, *measure.notes):
            print(f"{'BEYOND' if words in measure.offenders else 'note':7} {words}")
    return int(any(measure.offenders for measure in measures))


def _module(path: Path, root: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    return Module(name=name, path=str(path.relative_to(root)), text=text, tree=ast.parse(text, filename=str(path)))


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _told(module: Module, node: ast.AST, words: str) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', module.name)}: {words}"


def _only_names(module: Module) -> bool:
    """A package's face, or a module of constants, enumerations and plain values."""
    if module.path.endswith("__.py"):
        return True
    functions = (node for node in module.tree.body if isinstance(node, Function))
    return next(functions, None) is None


def _typeable(node: Function) -> Iterator[tuple[str, ast.expr | None]]:
    parameters = [*node.args.posonlyargs, *node.args.args]
    if parameters and parameters[0].arg in ("self", "cls"):
        parameters = parameters[1:]
    rest = [one for one in (node.args.vararg, node.args.kwarg) if one is not None]
    for one in (*parameters, *node.args.kwonlyargs, *rest):
        yield f"parameter {one.arg}", one.annotation
    yield "result", node.returns


def _public(node: ast.Module | ast.ClassDef) -> Iterator[ast.AST]:
    if node.body:
        yield node
    for inner in node.body:
        if isinstance(inner, ast.ClassDef) and not inner.name.startswith("_"):
            yield from _public(inner)
        elif isinstance(inner, Function) and not inner.name.startswith("_"):
            yield inner


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None


def _comments(text: str) -> int:
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(io.StringIO(text).readline))


def _imported(module: Module, names: set[str]) -> set[str]:
    only_for_types = {
        inner
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if node in only_for_types:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole & names or {node.module}
    return found & names


def _way_back(start: str, graph: dict[str, set[str]]) -> list[str]:
    """The shortest way from a module back to itself; empty where there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for name in sorted(graph[way[-1]]):
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _is_broad(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(
        one is None or (isinstance(one, ast.Name) and one.id in ("Exception", "BaseException")) for one in caught
    )


if __name__ == "__main__":
    sys.exit(main())
