"""The groups of rows. Each module has `rows(setting)`, which yields its rows as they are measured."""
