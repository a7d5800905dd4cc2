"""Numbers that records carry: document numbers, index numbers, credit codes."""
