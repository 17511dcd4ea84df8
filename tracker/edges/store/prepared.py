"""Statements compiled once for each kind of database and run by its driver: 5 us apiece instead of 45.

SQLAlchemy looks a statement up in its cache, builds a context and a cursor result at every execution: more than the
database's own work on a row. A version is written by a dozen statements, so their costs are those of the append. The
text, the names and the conversions of values stay SQLAlchemy's, made by the dialect of the connection.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from itertools import zip_longest
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Connection, Delete, Dialect, Insert, Select, TextClause, Update, bindparam
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from tracker.edges.store.columns import read_text, read_texts
from tracker.edges.store.rows import AnyRow

Convert: TypeAlias = Callable[[Any], Any]
Values: TypeAlias = Mapping[str, object]
Parameters: TypeAlias = tuple[object, ...] | dict[str, object]
Statement: TypeAlias = "Select[Any] | Insert | Update | Delete | TextClause"

NOTHING: Values = {}
_FEWEST_AS_COLUMNS = 4
_AT_ONCE = (1, 8, 64)
"""Questions of many keys are asked of so many; the places of those that are not needed stay empty."""


class _Compiled:
    """A statement as one kind of database takes it."""

    def __init__(self, statement: Statement, dialect: Dialect, given: Sequence[str], prefix: str = "") -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(given) or None)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements that hold or change rows are prepared")
        self.text = str(compiled)
        self._fixed = {name: one.value for one, name in compiled.bind_names.items() if not one.required}
        into = self._into = dict(_bind_converters(compiled, dialect))
        # What stands for each name the driver knows among the values that are given.
        self._named = {name: name.removeprefix(prefix) for name in compiled.bind_names.values()}
        # None where the driver binds by name; a place that needs no conversion has none.
        order = compiled.positiontup
        self._places = None if order is None else [(self._named[name], into.get(name)) for name in order]
        columns = list(statement.exported_columns) if isinstance(statement, Select | Insert) else []
        # A row's columns are read by name, as those of SQLAlchemy are.
        self._row: Callable[[Sequence[object]], AnyRow] = _row_maker([str(column.key) for column in columns])
        self._out = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := _result_converter(column.type, dialect)) is not None
        ]

    def parameters(self, values: Values) -> Parameters:
        """Give what the driver binds: values by place or by name, as the database's driver wants them."""
        given = {**self._fixed, **values} if self._fixed else values
        if self._places is not None:
            return tuple([given[name] if convert is None else convert(given[name]) for name, convert in self._places])
        named = {name: given[of] for name, of in self._named.items()}
        return {**named, **{name: convert(named[name]) for name, convert in self._into.items()}}

    def many_parameters(self, rows: Collection[Values]) -> list[Any]:
        """Give what the driver binds for each of many rows, which is made a column at a time."""
        if self._places is None or len(rows) < _FEWEST_AS_COLUMNS:
            return [self.parameters(values) for values in rows]
        columns = [self._column(name, convert, rows) for name, convert in self._places]
        return list(zip(*columns, strict=True))

    def _column(self, name: str, convert: Convert | None, rows: Collection[Values]) -> Sequence[Any]:
        # A value that the statement holds itself may still be given.
        if name in self._fixed and name not in next(iter(rows)):
            value = self._fixed[name]
            return [value if convert is None else convert(value)] * len(rows)
        column = [values[name] for values in rows]
        return column if convert is None else _converted(column, convert)

    def row(self, found: Sequence[Any]) -> AnyRow:
        """Give a row of the driver's as values of Python, with its columns' names."""
        return self._row(self.values(found))

    def rows(self, found: Sequence[Sequence[Any]]) -> list[AnyRow]:
        """Give many rows of the driver's as `row` gives one, made a column at a time."""
        return [self._row(values) for values in zip(*self.columns(found), strict=True)]

    def values(self, found: Sequence[Any]) -> Sequence[Any]:
        """Give a row of the driver's as values of Python, in the order of the statement's columns."""
        if not self._out:
            return found
        values = list(found)
        for place, convert in self._out:
            if values[place] is not None:
                values[place] = convert(values[place])
        return values

    def columns(self, found: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        """Give many rows of the driver's as columns of values: a column at a time is quicker by a third."""
        columns: list[Sequence[Any]] = list(zip(*found, strict=True))
        if columns:
            for place, convert in self._out:
                columns[place] = _converted(columns[place], convert)
        return columns


def _converted(column: Sequence[Any], convert: Convert) -> Sequence[Any]:
    if convert is read_text:
        return read_texts(column)
    first = column[0]
    if column.count(first) == len(column):
        # When an article was published stands in each of its versions, and looks of one moment end in it.
        return (None if first is None else convert(first),) * len(column)
    return [None if value is None else convert(value) for value in column]


def _row_maker(names: Sequence[str]) -> Callable[[Sequence[object]], AnyRow]:
    # The names are known when it runs only, so that no checker can follow.
    maker: AnyRow = collections.namedtuple  # noqa: PYI024
    return cast("Callable[[Sequence[object]], AnyRow]", maker("Row", names, rename=True)._make)


def _bind_converters(compiled: SQLCompiler, dialect: Dialect) -> list[tuple[str, Convert]]:
    found = {}
    for parameter, name in compiled.bind_names.items():
        convert = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            found[name] = convert
    return list(found.items())


def _result_converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class Prepared:
    """A statement that is built once, compiled once, and run many times; safe to use from many threads.

    Runs in the connection's transaction, which begins here where none has. An insert takes the same columns each time,
    those of the values it is run with, or, where it is `told`, those that it names itself. Errors are those of
    SQLAlchemy.

    Args:
        prefix: begins the names of parameters where a column has that very name, and is left out of what is given.
    """

    def __init__(self, statement: Statement, *, told: bool = False, prefix: str = "") -> None:
        self._statement = statement
        self._prefix = prefix
        self._inserts = isinstance(statement, Insert) and not told
        self._compiled: dict[str | tuple[str, ...], _Compiled] = {}

    def all(self, connection: Connection, values: Values = NOTHING) -> list[AnyRow]:
        """Give all rows."""
        compiled = self._for(connection, values)
        return compiled.rows(_run(connection, compiled, values)[0])

    def columns(self, connection: Connection, values: Values = NOTHING) -> list[Sequence[Any]]:
        """Give all rows as columns of bare values, where naming them would cost more than reading; none for no row."""
        compiled = self._for(connection, values)
        return compiled.columns(_run(connection, compiled, values)[0])

    def values(self, connection: Connection, values: Values = NOTHING) -> list[Sequence[Any]]:
        """Give all rows as bare values in the order of the columns."""
        return list(zip(*self.columns(connection, values), strict=True))

    def first(self, connection: Connection, values: Values = NOTHING) -> AnyRow | None:
        """Give the first row; None where there is none."""
        compiled = self._for(connection, values)
        found = _run(connection, compiled, values)[0]
        return compiled.row(found[0]) if found else None

    def scalars(self, connection: Connection, values: Values = NOTHING) -> list[AnyRow]:
        """Give the first column of all rows."""
        return [row[0] for row in self.all(connection, values)]

    def scalar(self, connection: Connection, values: Values = NOTHING) -> AnyRow:
        """Give the first column of the first row; None where there is none."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def run(self, connection: Connection, values: Values = NOTHING) -> int:
        """Change rows; gives how many were changed."""
        return _run(connection, self._for(connection, values), values)[1]

    def run_many(self, connection: Connection, rows: Collection[Values]) -> None:
        """Change rows once for each set of values, which all have the same names; for none nothing is done."""
        if not rows:
            return
        compiled = self._for(connection, next(iter(rows)))
        parameters = compiled.many_parameters(rows)
        try:
            with closing(_cursor(connection)) as cursor:
                cursor.executemany(compiled.text, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, compiled, parameters[0]) from error

    def _for(self, connection: Connection, values: Values) -> _Compiled:
        name = connection.dialect.name
        key = (name, *values) if self._inserts else name
        compiled = self._compiled.get(key)
        if compiled is None:
            columns = tuple(values) if self._inserts else ()
            compiled = self._compiled[key] = _Compiled(self._statement, connection.dialect, columns, self._prefix)
        return compiled


class PreparedOfMany:
    """A question about many rows by their keys, asked for all at once: a third of the price of asking for each.

    Keys that are not there, or whose rows do not answer, have no row among what is found.
    """

    def __init__(self, statement: Select[Any], key: ColumnElement[Any]) -> None:
        names = [f"key_{place}" for place in range(_AT_ONCE[-1])]
        self._sized = [
            (names[:size], Prepared(statement.where(key.in_([bindparam(name) for name in names[:size]]))))
            for size in _AT_ONCE
        ]

    def all(self, connection: Connection, keys: Sequence[object], values: Values = NOTHING) -> list[AnyRow]:
        """Give the rows of all keys, in the order in which the database finds them.

        Args:
            values: of the question's other parameters.
        """
        found: list[AnyRow] = []
        for begin in range(0, len(keys), _AT_ONCE[-1]):
            some = keys[begin : begin + _AT_ONCE[-1]]
            names, prepared = next(sized for sized in self._sized if len(sized[0]) >= len(some))
            found += prepared.all(connection, {**dict(zip_longest(names, some)), **values})
        return found


def _run(connection: Connection, compiled: _Compiled, values: Values) -> tuple[Sequence[Any], int]:
    parameters = compiled.parameters(values)
    cursor = _cursor(connection)
    try:
        cursor.execute(compiled.text, parameters)
        return (cursor.fetchall() if cursor.description else ()), cursor.rowcount
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, connection, compiled, parameters) from error
    finally:
        cursor.close()


def _cursor(connection: Connection) -> DBAPICursor:
    """Give a cursor of the driver's in the connection's transaction, which begins here where none has."""
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()


def _told(error: Exception, connection: Connection, compiled: _Compiled, parameters: Parameters) -> BaseException:
    """Give a driver's error as SQLAlchemy tells it."""
    kind = connection.dialect.loaded_dbapi.Error
    return DBAPIError.instance(compiled.text, parameters, error, kind, dialect=connection.dialect)
