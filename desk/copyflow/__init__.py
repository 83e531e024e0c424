"""The editorial words, one function each: lock, ask, write, log; queues after commit."""
