"""`python3 tools TARGET`: what the Makefile calls. Needs nothing but Python's standard library."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "p_vision needs Python 3.11 or newer; this is %d.%d. Point PYTHON at a newer one, "
        "for example: make play PYTHON=python3.11" % sys.version_info[:2]
    )

from targets import main

sys.exit(main(sys.argv[1:]))
