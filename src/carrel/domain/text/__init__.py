"""Section text: Markdown to blocks and spans, plain text, passages and sentences."""
