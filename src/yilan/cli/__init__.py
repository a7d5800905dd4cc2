"""The `yilan` command."""
