"""`verify.py` as an export carries it: one file for Python 3.8 without anything else, put together from its parts.

Some parts are the very code that writes exports: what a check makes again is made the same way.
"""

from __future__ import annotations

import ast
import json
from functools import cache
from importlib.resources import files

BLANK = "EXPECTED: dict[str, str] = {}"
PARTS = (
    "secrets", "http_blocks", "version_records", "page_lists", "verify_lines", "verify_records", "verify_package",
    "verify",
)  # fmt: skip
_OWN = "tracker"


def script(expected: dict[str, str] | None = None) -> str:
    """Give `verify.py`; with the names and hashes of the files that it came with, it takes no other for them."""
    text = _assembled()
    return text.replace(BLANK, f"EXPECTED: dict[str, str] = {json.dumps(expected)}") if expected else text


@cache
def _assembled() -> str:
    folder = files("tracker.edges.export")
    sources = [folder.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in PARTS]
    said = ast.get_docstring(ast.parse(sources[-1]), clean=False)
    imports = sorted({line for source in sources for line in _imports(source)})
    head = [f'"""{said}"""', "from __future__ import annotations", "\n".join(imports)]
    return "\n\n".join([*head, *(f"\n{_body(source)}" for source in sources)]) + "\n"


def _imports(source: str) -> list[str]:
    return [ast.unparse(node) for node in ast.parse(source).body if _is_import(node) and not _is_left_out(node)]


def _body(source: str) -> str:
    """Give a part's code, its comments too, without docstring and imports."""
    lines = source.splitlines()
    first, *others = ast.parse(source).body
    gone = [first, *(node for node in others if _is_import(node) or _is_left_out(node))]
    taken = {place for node in gone for place in range(node.lineno - 1, node.end_lineno or 0)}
    return "\n".join(line for place, line in enumerate(lines) if place not in taken).strip()


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_left_out(node: ast.stmt) -> bool:
    """Tell whether a statement means nothing outside of the tracker: its own modules, and what only types need."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__" or str(node.module).partition(".")[0] == _OWN
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
