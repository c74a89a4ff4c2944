"""Puts data/ and resources/ into the installed package; all else is said in pyproject.toml."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithBundle(build_py):
    """Builds the package with what ``carrel.system.resources`` looks for in it."""

    def run(self) -> None:
        """Build, then add the two folders; a checkout that is installed in place has them."""
        super().run()
        if not self.editable_mode:
            for folder in ("data", "resources"):
                into = Path(self.build_lib, "carrel", "bundled", folder)
                copytree(folder, into, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithBundle})
