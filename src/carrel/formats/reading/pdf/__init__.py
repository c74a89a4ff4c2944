"""Documents as PDF: words with places on pages, put together again as text."""
