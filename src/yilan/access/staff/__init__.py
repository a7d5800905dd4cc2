"""The officer's desk for cases: the queue, the case, its steps, what comes in at the counter, figures."""
