"""What is done with a stranger's file in a process of its own: looked into by its structure, and cleaned."""
