"""Reading in a process of its own, which a hostile or broken file may bring down."""
