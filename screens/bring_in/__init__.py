"""A list from elsewhere brought in, in five steps: file, reading, columns, look, done. Esc goes a step back."""
