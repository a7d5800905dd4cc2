"""What the public reads: standing publications and their versions, never a working copy and never staff's names."""
