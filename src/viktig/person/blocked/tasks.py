"""What waits for somebody: that a blocked one has tried. Registered by being read."""

from viktig.person.blocked.queries import tries

__all__ = ["tries"]
