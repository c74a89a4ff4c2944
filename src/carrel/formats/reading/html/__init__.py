"""Documents made of HTML, and what every other format is turned into on its way to Markdown."""
