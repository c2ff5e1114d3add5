import os


def required(name):
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set")
    return value


TABLES = {"tours": required("TOURS_TABLE"), "guides": required("GUIDES_TABLE")}
