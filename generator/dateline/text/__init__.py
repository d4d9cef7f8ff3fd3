"""Read what words say: quotations, numbers, names, dates. Pure: text in, values out."""
