"""Take in a document: bytes in; its readable text, what it says of itself, and its record out. Nothing is written here.

Nothing is fetched either: a page's pictures, a document's templates, a DTD stay where they are.
"""
