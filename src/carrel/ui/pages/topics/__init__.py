"""The Topics page: the material from the side of its ideas."""
