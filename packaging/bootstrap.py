"""Set up what a target needs, then do it: run, test, check ... Needs nothing but Python 3.11.

Usage: python3 packaging/bootstrap.py run|test|check|bench|harm|fuzz|simulate [ARGUMENTS]

This file is written so that a Python of any age can read it as far as the version check.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is here to be met by an older one
    sys.exit(
        "Carrel needs Python 3.11 or newer and this is Python "
        + sys.version.split()[0]
        + ". If a newer one is installed, name it: make run PYTHON=python3.12"
    )

from targets import main

sys.exit(main(sys.argv[1:]))
