"""Loads the demonstration district: the same doors as everybody's, actions and import, no side entrance."""

from yilan.demo.loading.district import load
from yilan.demo.loading.people import DEMO_PASSWORD, demo_accounts

__all__ = ["DEMO_PASSWORD", "demo_accounts", "load"]
