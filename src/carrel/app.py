"""The composition root: the only module that wires everything together."""
