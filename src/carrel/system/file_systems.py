"""What kind of disk a file lies on: on a network folder SQLite's write-ahead log is unsafe."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath, PurePosixPath

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ncpfs|ceph|glusterfs|lustre|davfs\d?|vboxsf|prl_fs|virtiofs"
    r"|fuse\.(sshfs|rclone|s3fs|davfs\d?|gvfsd-fuse|glusterfs|ceph|vmhgfs-fuse)|fuse\.\w*drive\w*"
)
_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW says of a drive on another computer (DRIVE_REMOTE)."""


def is_on_network(path: Path) -> bool:
    """Whether a file lies on another computer, as far as this system tells. macOS does not."""
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return is_network_type(file_system_type(PurePosixPath(os.path.realpath(path)), mounts))


def is_network_type(kind: str) -> bool:
    """Whether a type of file system, as Linux names it, shares files between computers."""
    return _NETWORK_TYPES.fullmatch(kind) is not None


def file_system_type(path: PurePath, mounts: str) -> str:
    """The type of the file system that holds the absolute ``path``; empty if none does.

    ``mounts`` is in the format of fstab(5): device, mount point, type and more, one file system in
    a line, where blanks inside a name are octal escapes. The last one mounted on a point counts.
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(re.sub(r"\\(\d{3})", _unescaped, fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = fields[2], len(point.parts)
    return found


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 8))


def _is_remote_drive(path: Path) -> bool:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - other systems do not have it
    return int(kernel.GetDriveTypeW(drive + "\\")) == _REMOTE_DRIVE
