"""Dates, times and numbers of languages for which Django's own do not fit: a folder for each, with formats.py."""
