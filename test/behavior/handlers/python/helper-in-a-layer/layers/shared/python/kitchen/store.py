import boto3

_resource = boto3.resource("dynamodb")


def save(table, item):
    return _resource.Table(table).put_item(Item=item)


def everything(table):
    return _resource.Table(table).scan()["Items"]
