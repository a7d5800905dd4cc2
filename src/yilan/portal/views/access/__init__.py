"""Access requests as the public meets them."""
