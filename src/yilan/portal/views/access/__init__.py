"""Access requests, the citizen's side: how to ask, the form in single questions, the own request by its code."""
