"""What is asked of access requests."""
