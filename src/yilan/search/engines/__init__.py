"""Engines that hold the index. Which one answers is a setting; everything above speaks to the interface."""
