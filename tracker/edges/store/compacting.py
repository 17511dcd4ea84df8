"""Free pages of the file: wiped, and given back to the disk."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from tracker.edges.fault_points import fault_point
from tracker.edges.store.queued_work import EmptyJournal

PAGES_AT_ONCE = 1000
INCREMENTAL = 2


def wipe_from_now_on(connection: Connection) -> None:
    """Have all that is deleted on this connection overwritten with zeros, as far as the file goes."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON").close()


def wipe(connection: sqlite3.Connection, empty_journal: EmptyJournal) -> bool:
    """Write the file anew without anything that was deleted, its write-ahead log too; outside of a transaction.

    Returns:
        False where a reader still holds an older state: the log cannot be emptied before it lets go.
    """
    fault_point("store.wipe.before")
    emptied = empty_journal(connection)
    fault_point("store.vacuum.before")
    connection.execute("VACUUM").close()
    fault_point("store.vacuum.after")
    emptied = empty_journal(connection)
    connection.execute("PRAGMA secure_delete=OFF").close()
    fault_point("store.wipe.after")
    return emptied


def give_back(connection: sqlite3.Connection, empty_journal: EmptyJournal) -> bool:
    """Give some free pages back to the disk, outside of a transaction; True while there are more.

    A file that was made before it could be done by and by is written anew, once.
    """
    fault_point("store.give_back.before")
    if _asked(connection, "PRAGMA auto_vacuum") != INCREMENTAL:
        connection.execute("VACUUM").close()
    else:
        # Each step of it gives one page back, and of what yields no column `execute` takes one step alone.
        connection.executescript(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})").close()
    left = _asked(connection, "PRAGMA freelist_count")
    if not left:
        empty_journal(connection)
    fault_point("store.give_back.after")
    return left > 0


def _asked(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(pragma).fetchone()[0])
