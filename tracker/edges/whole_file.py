"""A file that appears under its name whole and durable, or not at all, and never in the place of another."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.edges.fault_points import fault_point
from tracker.errors import OutputError

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)
_BESIDE = ("", "-journal", "-wal", "-shm")


def expect_new(target: Path) -> None:
    """Make sure that a file can be written here without replacing anything; what a killed process left of it goes.

    Raises:
        OutputError: something is there already, or the folder is missing or cannot be looked into.
    """
    clear_killed(target)
    with told(target):
        if os.path.lexists(target):
            raise OutputError(f"{target} is there already and stays as it is: name a file that is not there yet")
        if not target.parent.is_dir():
            raise OutputError(f"the folder {target.parent} is not there: make it first, or name another")


@contextmanager
def written_whole(target: Path, *, name: str) -> Iterator[Path]:
    """Give an unfinished file beside `target`, for its owner only; it is renamed once the `with` block is through.

    Args:
        name: of the steps that a test can fail at, such as `<name>.create.before` and `<name>.rename.after`.

    Raises:
        OutputError: `target` is there already, by now or before, or its folder cannot be written; or it is whole, and
            what was unfinished cannot be removed.
    """
    expect_new(target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.unfinished")
    try:
        with told(target):
            fault_point(f"{name}.create.before")
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
            fault_point(f"{name}.create.after")
        yield unfinished
        with told(target):
            _publish(unfinished, target, name)
    except BaseException:
        # What went wrong first is told: a folder that cannot be written cannot be cleared either.
        _cleared(unfinished)
        raise
    left = _cleared(unfinished)
    if left:
        raise OutputError(f"{target} is whole, but {left[0]} beside it cannot be removed: remove it by hand")


def clear_killed(target: Path) -> None:
    """Remove what a process that was killed left of the same file; what another one is writing stays."""
    left = re.compile(rf"\.{re.escape(target.name)}\.([1-9]\d{{0,8}})-[0-9a-f]{{8}}\.unfinished(?:-journal|-wal|-shm)?")
    # A folder that is missing or cannot be looked into is told by whoever writes.
    with suppress(OSError):
        for path in list(target.parent.iterdir()):
            name = left.fullmatch(path.name)
            if name is not None and not _lives(int(name[1])):
                path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _cleared(unfinished: Path) -> list[Path]:
    """Remove what was unfinished; gives what is still there."""
    files = [unfinished.with_name(unfinished.name + suffix) for suffix in _BESIDE]
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return [file for file in files if os.path.lexists(file)]


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Say in our own words why a file cannot be written.

    Raises:
        OutputError: no room, no right, or a name that is taken.
    """
    try:
        yield
    except FileExistsError as error:
        raise OutputError(f"{target} came to be there meanwhile and stays as it is: name another file") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise OutputError(f"no room is left for {target}; nothing was kept of it: make room, then again") from error
        raise OutputError(
            f"{target} cannot be written ({error.strerror or error}); check its folder's rights, or name another file"
        ) from error


def _publish(unfinished: Path, target: Path, name: str) -> None:
    fault_point(f"{name}.fsync.before")
    fsync(unfinished)
    fault_point(f"{name}.rename.before")
    try:
        # A link is refused where the name is taken; a rename would replace what came to be there meanwhile.
        os.link(unfinished, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        expect_new(target)
        unfinished.rename(target)
    fsync(target.parent)
    fault_point(f"{name}.rename.after")


def fsync(path: Path) -> None:
    """Make a file, or a folder's entries, durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
