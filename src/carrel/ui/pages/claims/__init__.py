"""The Claims page: who holds what, how certain, what stands against it, and what happened when."""
