from importlib import import_module

ACTIONS = {"add": "actions.add", "remove": "actions.remove"}


def handler(event, context):
    module = import_module(ACTIONS[event["action"]])
    return module.run(event)
