"""Compare editions: canonical facts, their ledgers and histories. Pure: values and text in, values and text out."""
