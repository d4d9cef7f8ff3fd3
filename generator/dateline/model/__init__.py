"""Hold what editors wrote as frozen records with nothing left to look up.

Every record is a pydantic model, so that one declaration serves reading, its error messages and the JSON Schema.
A field that names another record by id holds that record: the ids are resolved while the file is read, from the
registers in the validation context.
"""
