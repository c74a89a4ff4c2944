"""Topics, claims and questions that rules propose for a text, until somebody accepts them."""
