"""Help while a project is written: the problems of `check` as one types, completion, what stands behind a word.

All but `server` and `session` are pure: a text, a position and what is known in, plain records out. Positions are
lines and columns from 0, in code points; only the server counts as its client does, and knows the protocol's types.
"""
