"""On which file system a library lies, read from what Linux tells of its mounts."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from carrel.system.file_systems import file_system_type, is_network_type, is_on_network

MOUNTS = r"""/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/homes /disks nfs4 rw,vers=4.2 0 0
//server/share /mnt/Study\040material cifs rw 0 0
me@host:/ /disks/me/there fuse.sshfs rw 0 0
tmpfs /disks/me/there/local tmpfs rw 0 0
/dev/sdb1 /disks2 ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/carrel.db", "ext4"),
        ("/disks/me/carrel.db", "nfs4"),
        ("/disks2/carrel.db", "ext4"),
        ("/mnt/Study material/carrel.db", "cifs"),
        ("/disks/me/there/carrel.db", "fuse.sshfs"),
        ("/disks/me/there/local/carrel.db", "tmpfs"),
    ],
)
def test_that_the_nearest_mount_point_tells_the_file_system(path: str, kind: str) -> None:
    assert file_system_type(PurePosixPath(path), MOUNTS) == kind


def test_that_what_is_mounted_last_on_a_point_counts() -> None:
    again = MOUNTS + "/dev/sdc1 /disks xfs rw 0 0\n"
    assert file_system_type(PurePosixPath("/disks/me/x"), again) == "xfs"


def test_that_nothing_is_known_without_mounts() -> None:
    assert file_system_type(PurePosixPath("/disks"), "") == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"])
def test_that_file_systems_of_other_computers_are_known(kind: str) -> None:
    assert is_network_type(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "tmpfs", "overlay", "vfat", "fuseblk", ""])
def test_that_local_disks_are_not_taken_for_network_folders(kind: str) -> None:
    assert not is_network_type(kind)


def test_that_the_folder_of_the_tests_is_local(tmp_path) -> None:
    assert not is_on_network(tmp_path / "library.db")
