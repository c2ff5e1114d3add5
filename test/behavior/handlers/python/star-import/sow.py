from shared import *


def handler(event, context):
    plots.update_item(
        Key=key_of(event["plot"]),
        UpdateExpression="SET crop = :c",
        ExpressionAttributeValues={":c": event["crop"]},
    )
