"""The keuring: every fault and warning of a levering at once, before anything is kept."""

from etl.keuring.keuring import Gekeurd, Keuringsverslag, check_leveringen, inspect

__all__ = ["Gekeurd", "Keuringsverslag", "check_leveringen", "inspect"]
