"""`python -m p_vision_server`, the same as the command `p-vision`."""

import sys

from p_vision_server.cli import main

sys.exit(main())
