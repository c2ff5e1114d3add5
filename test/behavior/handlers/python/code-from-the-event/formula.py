def handler(event, context):
    return eval(event["formula"], {"x": event["x"]})
