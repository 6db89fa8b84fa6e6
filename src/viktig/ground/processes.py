"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
# Looked up here, before any fork: between fork and exec nothing may be loaded.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def ends_with_parent(how: signal.Signals) -> Callable[[], None]:
    """Return the `preexec_fn` of a child that gets the signal `how` when its parent ends, even by kill -9.

    The parent is the thread that calls Popen: let it be the main one. Systems other than Linux offer nothing like it;
    there the child runs on until it is stopped.
    """
    parent = os.getpid()

    def first() -> None:
        if _prctl is None:
            return
        _prctl(PR_SET_PDEATHSIG, int(how))
        if os.getppid() != parent:  # it ended before the kernel was asked
            os.kill(os.getpid(), signal.SIGKILL)

    return first


def end_with_my_parent(how: signal.Signals) -> None:
    """Ask the kernel to send `how` to this process when its parent ends; for a process somebody else has forked."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, int(how))
