def handler(event, context):
    return event["amount"] * 0.2
