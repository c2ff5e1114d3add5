import boto3

cloudwatch = boto3.client("cloudwatch")
sts = boto3.client("sts")


def handler(event, context):
    account = sts.get_caller_identity()["Account"]
    cloudwatch.put_metric_data(
        Namespace="Farm",
        MetricData=[{"MetricName": "Milk", "Value": event["litres"], "Dimensions": [{"Name": "Account", "Value": account}]}],
    )
