"""How each kind of question is answered: one widget for each, and the register of them."""
