"""The attacker's linear programme: the smallest value that something hidden can have, in a table that fits all shown.

Hundepool et al., Statistical Disclosure Control (Wiley, 2012), 4.4; Fischetti and Salazar, Solving the cell suppression
problem on tabular data with linear constraints, Management Science 47:7 (2001). The solver is HiGHS, through SciPy.
"""

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, hstack, identity, vstack

from viktig.ground.facts.equations import Component, Ints
from viktig.ground.facts.protect import SMALLEST

Floats = NDArray[np.float64]
NEARLY = 1e-6  # how far the solver's numbers may lie from the true ones


@dataclass(frozen=True)
class Found:
    """value: of the goal, -inf if there is no smallest. table: whole numbers that reach it and fit exactly, if seen."""

    value: float
    table: Ints | None


def solve(part: Component, goal: Floats, fix: tuple[int, int] | None = None, only_whole: bool = False) -> Found:
    """Return the smallest value of the goal. fix: a cell and the number it has. only_whole: tables of whole numbers.

    Raises ValueError if nothing fits.
    """
    if len(part.cells) == 1:
        return _only_one(part, goal, fix)
    low, high = np.zeros(len(goal)), np.full(len(goal), np.inf)
    if fix:
        low[fix[0]] = high[fix[0]] = fix[1]
    for presolve in (True, False):
        found = milp(
            goal,
            constraints=LinearConstraint(part.matrix, part.sums, part.sums),
            bounds=Bounds(low, high),
            integrality=np.full(len(goal), int(only_whole)),
            options={"presolve": presolve, "mip_rel_gap": 0},
        )
        if found.status == 3:
            return Found(-inf, None)
        if found.status == 2:
            raise ValueError("The releases contradict each other.")
        if found.status == 0:
            return _checked(part, goal, fix, found.x, found.fun)
    raise ArithmeticError(f"The solver gave up: {found.message}")


def solve_whole(part: Component, goal: Floats, fix: tuple[int, int] | None = None) -> Found:
    """Return the smallest value of the goal in whole numbers. The plain programme's corner is often whole already."""
    found = solve(part, goal, fix)
    if found.table is None and found.value > -inf:
        found = solve(part, goal, fix, only_whole=True)
        if found.table is None:
            raise ArithmeticError("The solver's whole numbers do not fit.")
    return found


def toward(part: Component, i: int, sign: int) -> Floats:
    """Return the goal of making one cell small (sign 1) or large (-1)."""
    goal = np.zeros(len(part.cells))
    goal[i] = sign
    return goal


def evenest(part: Component) -> Ints | None:
    """Return a table of whole numbers that fits, with as few as can be below k; None if the solver finds none.

    Beside each cell stands a number that is at most k and at most the cell; their sum is made large.
    """
    n, equations = len(part.cells), len(part.sums)
    same = identity(n, format="csc")
    rules = vstack([hstack([part.matrix, csc_array((equations, n))]), hstack([same, -same])], format="csc")
    least = np.concatenate([part.sums, np.zeros(n)])
    most = np.concatenate([part.sums, np.full(n, np.inf)])
    found = milp(
        np.repeat([0.0, -1.0], n),
        constraints=LinearConstraint(rules, least, most),
        bounds=Bounds(0, np.repeat([np.inf, SMALLEST], n)),
    )
    return _fitting(part, found.x[:n]) if found.status == 0 else None


def _only_one(part: Component, goal: Floats, fix: tuple[int, int] | None) -> Found:
    """Return what is found for a component of one cell: what is shown around it says it all."""
    table = _fitting(part, part.matrix.toarray()[0] * part.sums[:1])
    if table is None or (fix and table[0] != fix[1]):
        raise ValueError("The releases contradict each other.")
    return Found(float(goal @ table), table)


def _checked(part: Component, goal: Floats, fix: tuple[int, int] | None, numbers: Floats, value: float) -> Found:
    """Return the solver's answer, with its table only if it is whole, fits, and reaches the value."""
    table = _fitting(part, numbers)
    if table is not None and (abs(goal @ table - value) > NEARLY * len(goal) or (fix and table[fix[0]] != fix[1])):
        table = None
    return Found(float(value), table)


def _fitting(part: Component, numbers: Floats) -> Ints | None:
    """Return the nearest whole numbers if they fit what is shown, else None."""
    table: Ints = np.rint(numbers).astype(np.int64)
    return table if (table >= 0).all() and np.array_equal(part.matrix @ table, part.sums) else None
