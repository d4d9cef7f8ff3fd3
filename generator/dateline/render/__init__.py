"""Render the model: frozen records in, text out. Nothing here reads the clock or writes a file."""
