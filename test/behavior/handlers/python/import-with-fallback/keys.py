def key_of(name):
    return f"dumps/{name}"
