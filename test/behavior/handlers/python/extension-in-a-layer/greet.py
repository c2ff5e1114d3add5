def handler(event, context):
    print("the bell rang")
    return {"statusCode": 204}
