"""Opening and replacing files safely, in folders that other people and programs may write to.

A file is replaced in one step: the new content goes into a temporary file beside it, which is then renamed. Readers see
the old file or the new one, never half of either. Symbolic links are not followed: anyone who can write to a folder
could otherwise choose which file is read or overwritten. The exceptions are files that people keep in a folder of
dotfiles (settings and routines), and even those only lead to a file of the same kind.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_LEFTOVER = re.compile(r"\.[^/]+\.(?:[a-z0-9_]{8}|[0-9a-f]{16})\.part")
"""The names of temporary files, those of version 0.1 too."""
_LEFT_OVER_AFTER_S = 3600.0
_searched: dict[Path, float] = {}
"""Folders that were searched for leftovers, and when on the monotonic clock."""
_MOST_SEARCHED = 100
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_SAFELY = _NO_FOLLOW | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_BY_FOLDER = sys.platform != "win32" and {os.open, os.rename, os.unlink, os.stat} <= os.supports_dir_fd
"""Whether names can be looked up in an open folder, so that nobody can swap the folder in between."""


def write_text(file: Path, text: str, *, follow: bool = False, private: bool = False) -> None:
    """Replace `file` by `text` in UTF-8, line ends as they are. See `write_bytes`."""
    write_bytes(file, text.encode(), follow=follow, private=private)


def write_bytes(file: Path, data: bytes, *, follow: bool = False, private: bool = False) -> None:
    """Replace `file` by `data`. Creates missing parent folders. An existing file keeps its permissions.

    Args:
        follow: write to the file that a link points to, if that one has the same suffix. Otherwise a link is replaced.
        private: only the user may read the file, and the folders created for it, whatever the umask is.

    Raises:
        OSError: nothing was changed.
    """
    target = _followed(file) if follow else file
    make_folder(target.parent, private=private)
    _remove_leftovers(target.parent)
    part = f".{target.name[:100]}.{os.urandom(8).hex()}.part"
    with _named_for(part, target), closing(_Folder(target.parent)) as folder:
        mode = PRIVATE_FILE if private else folder.mode(target.name)
        with folder.new(part) as stream:
            try:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
                folder.set_mode(part, stream, mode)
            except BaseException:
                stream.close()
                folder.remove(part)
                raise
        try:
            folder.rename(part, target.name)
        except BaseException:
            folder.remove(part)
            raise


@contextmanager
def _named_for(part: str, file: Path) -> Iterator[None]:
    """Have an error about the temporary file `part` name the file that was to be written, which the user knows."""
    try:
        yield
    except OSError as error:
        if error.filename is not None and os.path.basename(os.fsdecode(error.filename)) == part:  # noqa: PTH119
            error.filename, error.filename2 = str(file), None
        raise


def create_bytes(file: Path, data: bytes) -> None:
    """Create `file`, which must not exist, with `data`: whole or not at all. Creates missing parent folders.

    Raises:
        FileExistsError: something with that name exists, even a broken link. It was not changed.
        OSError: nothing was written.
    """
    make_folder(file.parent)
    _remove_leftovers(file.parent)
    part = file.with_name(f".{file.stem[:40]}.{os.urandom(8).hex()}.part")
    with _named_for(part.name, file):
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o666), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            try:
                os.link(part, file, follow_symlinks=False)  # unlike a rename, this refuses a name that is taken
            except FileExistsError:
                raise
            except (OSError, NotImplementedError):  # a file system without hard links
                _create_in_place(file, data)
        finally:
            part.unlink(missing_ok=True)


def open_regular(file: Path, *, follow: bool = False) -> BinaryIO:
    """Open `file` for reading if it is a regular file. Never waits, for example for a pipe.

    Args:
        follow: the file that a link leads to; otherwise a link is refused.

    Raises:
        OSError: it can't be opened, or is something else; the message says what.
    """
    found = file.stat() if follow else file.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise _not_regular(file, found.st_mode)
    flags = (_SAFELY & ~_NO_FOLLOW if follow else _SAFELY) | _WITHOUT_WAITING
    try:
        stream = os.fdopen(os.open(file, os.O_RDONLY | flags), "rb")
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):  # replaced by a link since
            raise _not_regular(file, stat.S_IFLNK) from error
        raise
    mode = os.fstat(stream.fileno()).st_mode
    if not stat.S_ISREG(mode):
        stream.close()
        raise _not_regular(file, mode)
    return stream


def read_regular(file: Path, most: int = -1) -> bytes:
    """The first `most` bytes of `file`, or all of it. A link is followed. See `open_regular`.

    Raises:
        OSError
    """
    with open_regular(file, follow=True) as stream:
        return stream.read(most)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Create `folder` and its parents where they are missing; `private` ones are for the user alone.

    Raises:
        NotADirectoryError: there is a file of that name.
        OSError
    """
    if folder.is_dir():
        return
    if private and folder.parent != folder:
        make_folder(folder.parent, private=True)
    try:
        folder.mkdir(PRIVATE_FOLDER if private else 0o777, parents=not private, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def make_private(path: Path) -> None:
    """Take the permissions of everybody but the user away from a file or folder that belongs to the user.

    Not possible on some file systems (FAT, network shares), and never a reason to stop.
    """
    with suppress(OSError):
        found = path.lstat()
        is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if is_ours and found.st_mode & 0o077 and not stat.S_ISLNK(found.st_mode):
            path.chmod(stat.S_IMODE(found.st_mode) & 0o700)


class _Folder:
    """One open folder, in which files are created, renamed and removed by name."""

    def __init__(self, folder: Path) -> None:
        self._path = folder
        self._fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) if _BY_FOLDER else None

    def close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)

    def mode(self, name: str) -> int:
        """The permissions of the regular file of that name, or those that a new file gets."""
        try:
            found = os.stat(self._name(name), dir_fd=self._fd, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return _new_mode()
        return stat.S_IMODE(found) & 0o777 if stat.S_ISREG(found) else _new_mode()

    def new(self, name: str) -> BinaryIO:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY
        return os.fdopen(os.open(self._name(name), flags, PRIVATE_FILE, dir_fd=self._fd), "wb")

    def set_mode(self, name: str, stream: BinaryIO, mode: int) -> None:
        if hasattr(os, "fchmod"):
            os.fchmod(stream.fileno(), mode)
        else:
            Path(self._name(name)).chmod(mode)

    def rename(self, old: str, new: str) -> None:
        """Rename, replacing what has the new name; a link is replaced, not the file that it points to."""
        if self._fd is None:
            Path(self._name(old)).replace(self._name(new))
        else:
            os.rename(old, new, src_dir_fd=self._fd, dst_dir_fd=self._fd)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._name(name), dir_fd=self._fd)

    def _name(self, name: str) -> str:
        return name if self._fd is not None else str(self._path / name)


def _followed(file: Path) -> Path:
    """The file that `file` leads to.

    Raises:
        OSError: a link leads to a file of another kind, or to itself.
    """
    if not file.is_symlink():
        return file
    target = file.resolve()
    if target.suffix != file.suffix or target.is_symlink():
        raise OSError(errno.ELOOP, f"it is a link to {target}, which is not a {file.suffix} file", str(file))
    return target


_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFDIR: "a folder",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def _not_regular(file: Path, mode: int) -> OSError:
    kind = _KINDS.get(stat.S_IFMT(mode), "something else")
    return OSError(errno.ELOOP if stat.S_ISLNK(mode) else errno.EINVAL, f"it is {kind}, not a file", str(file))


def _remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that a killed program left in the folder, once they are old enough to be nobody's.

    Once an hour at most, since thousands of files may be written into one folder.
    """
    now = time.monotonic()
    if folder in _searched and now - _searched[folder] < _LEFT_OVER_AFTER_S:
        return
    if len(_searched) >= _MOST_SEARCHED:
        _searched.clear()
    _searched[folder] = now
    before = time.time() - _LEFT_OVER_AFTER_S
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFTOVER.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < before:
                Path(entry.path).unlink()


def _create_in_place(file: Path, data: bytes) -> None:
    with file.open("xb") as stream:
        try:
            stream.write(data)
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _new_mode() -> int:
    """The default mode for a new file. The umask can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
