"""A stage that handlers play on: AWS's services as moto imitates them, on loopback, and the resources of one app at a time.

Reads a JSON request a line: {"resources": [{"id", "type", "properties"}], "setup": {...}}. Texts may hold U+E000 <id>[.<attribute>] U+E001
for a resource that came before. Answers {"resources": {id: {"": Ref, "name": last part of its ARN, "Arn": ..., attribute: ...}}}.
{"look": true} answers what the resources hold: {"tables", "objects", "messages", "notifications"}, each by physical name or ARN.
The first line it writes is {"endpoint": "http://127.0.0.1:<port>"}.
"""

import io
import json
import os
import re
import sys
import traceback
import urllib.request
import zipfile

ACCOUNT = "111122223333"
REGION = "us-east-1"
os.environ.update(MOTO_ACCOUNT_ID=ACCOUNT, AWS_ACCESS_KEY_ID="stage", AWS_SECRET_ACCESS_KEY="stage", AWS_DEFAULT_REGION=REGION)

import boto3  # noqa: E402
from boto3.dynamodb.types import TypeSerializer  # noqa: E402
from moto.sns.models import sns_backends  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

HOLE = re.compile("\ue000([^\ue001]*)\ue001")
clients = {}


def client(service):
    if service not in clients:
        clients[service] = boto3.client(service, endpoint_url=endpoint)
    return clients[service]


def arn(service, resource):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def only(properties, *names):
    return {name: properties[name] for name in names if name in properties}


def texts(mapping):
    """Attributes of queues and topics are texts, whatever the template has."""
    plain = {key: value for key, value in mapping.items() if not isinstance(value, bool)}
    made = {key: json.dumps(value) if isinstance(value, (dict, list)) else str(value) for key, value in plain.items()}
    return made | {key: str(value).lower() for key, value in mapping.items() if isinstance(value, bool)}


def table(name, p):
    given = only(p, "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
    for index in given.get("GlobalSecondaryIndexes", []):
        index.pop("ProvisionedThroughput", None)
    stream = p.get("StreamSpecification")
    if stream is not None:
        given["StreamSpecification"] = {"StreamEnabled": True, **stream}
    name = p.get("TableName", name)
    made = client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **given)["TableDescription"]
    return {"": name, "name": name, "Arn": made["TableArn"], "StreamArn": made.get("LatestStreamArn", "")}


def simple_table(name, p):
    return table(
        name,
        {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            **p,
        },
    )


def bucket(name, p):
    name = p.get("BucketName", name)
    client("s3").create_bucket(Bucket=name)
    if (p.get("VersioningConfiguration") or {}).get("Status") == "Enabled":
        client("s3").put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    domain = f"{name}.s3.amazonaws.com"
    return {"": name, "name": name, "Arn": f"arn:aws:s3:::{name}", "DomainName": domain, "RegionalDomainName": domain}


def queue(name, p):
    is_fifo = str(p.get("FifoQueue", "")).lower() == "true"
    name = p.get("QueueName", name + (".fifo" if is_fifo else ""))
    attributes = texts(only(p, "FifoQueue", "ContentBasedDeduplication", "VisibilityTimeout", "RedrivePolicy"))
    url = client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return {"": url, "name": name, "Arn": arn("sqs", name), "QueueName": name, "QueueUrl": url}


def topic(name, p):
    is_fifo = str(p.get("FifoTopic", "")).lower() == "true"
    name = p.get("TopicName", name + (".fifo" if is_fifo else ""))
    made = client("sns").create_topic(Name=name, Attributes=texts(only(p, "FifoTopic", "ContentBasedDeduplication")))["TopicArn"]
    return {"": made, "name": name, "Arn": made, "TopicArn": made, "TopicName": name}


def secret(name, p):
    text = p.get("SecretString", json.dumps({"username": "clerk", "password": "not-a-secret", "apiKey": "not-a-key"}))
    made = client("secretsmanager").create_secret(Name=p.get("Name", name), SecretString=text)
    return {"": made["ARN"], "name": made["Name"], "Arn": made["ARN"], "Id": made["ARN"]}


def parameter(name, p):
    name = p.get("Name", name)
    client("ssm").put_parameter(Name=name, Value=str(p.get("Value", "-")), Type=p.get("Type", "String"))
    return {"": name, "name": name, "Name": name, "Arn": arn("ssm", f"parameter/{name.removeprefix('/')}"), "Value": p.get("Value", "-")}


def state_machine(name, p):
    name = p.get("StateMachineName", name)
    definition = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Pass", "End": True}}})
    made = client("stepfunctions").create_state_machine(
        name=name, definition=definition, roleArn=f"arn:aws:iam::{ACCOUNT}:role/{name}", type=p.get("StateMachineType", "STANDARD")
    )["stateMachineArn"]
    return {"": made, "name": name, "Arn": made, "Name": name}


def bus(name, p):
    made = client("events").create_event_bus(Name=p.get("Name", name))["EventBusArn"]
    return {"": p.get("Name", name), "name": p.get("Name", name), "Arn": made, "Name": p.get("Name", name)}


def stream(name, p):
    name = p.get("Name", name)
    client("kinesis").create_stream(StreamName=name, ShardCount=1)
    return {"": name, "name": name, "Arn": arn("kinesis", f"stream/{name}")}


def delivery_stream(name, p):
    name = p.get("DeliveryStreamName", name)
    to = {"RoleARN": f"arn:aws:iam::{ACCOUNT}:role/{name}", "BucketARN": "arn:aws:s3:::deliveries"}
    client("s3").create_bucket(Bucket="deliveries")
    made = client("firehose").create_delivery_stream(DeliveryStreamName=name, ExtendedS3DestinationConfiguration=to)
    return {"": name, "name": name, "Arn": made["DeliveryStreamARN"]}


def key(name, p):
    made = client("kms").create_key(**only(p, "KeySpec", "KeyUsage"))["KeyMetadata"]
    return {"": made["KeyId"], "name": made["KeyId"], "KeyId": made["KeyId"], "Arn": made["Arn"]}


def alias(name, p):
    client("kms").create_alias(AliasName=p["AliasName"], TargetKeyId=p["TargetKeyId"])
    return {"": p["AliasName"], "name": p["AliasName"], "Arn": arn("kms", p["AliasName"])}


def log_group(name, p):
    name = p.get("LogGroupName", name)
    client("logs").create_log_group(logGroupName=name)
    return {"": name, "name": name, "Arn": arn("logs", f"log-group:{name}:*")}


def log_stream(name, p):
    name = p.get("LogStreamName", name)
    client("logs").create_log_stream(logGroupName=p["LogGroupName"], logStreamName=name)
    return {"": name, "name": name}


def user_pool(name, p):
    made = client("cognito-idp").create_user_pool(PoolName=p.get("UserPoolName", name))["UserPool"]
    provider = f"cognito-idp.{REGION}.amazonaws.com/{made['Id']}"
    return {"": made["Id"], "name": made["Id"], "UserPoolId": made["Id"], "Arn": made["Arn"], "ProviderName": provider}


def user_pool_client(name, p):
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    pool = client("cognito-idp").create_user_pool_client(
        UserPoolId=p["UserPoolId"], ClientName=p.get("ClientName", name), ExplicitAuthFlows=flows
    )["UserPoolClient"]
    return {"": pool["ClientId"], "name": pool["ClientId"], "ClientId": pool["ClientId"]}


def user_pool_group(name, p):
    group = p.get("GroupName", name)
    client("cognito-idp").create_group(UserPoolId=p["UserPoolId"], GroupName=group)
    return {"": group, "name": group}


def email_identity(name, p):
    client("ses").verify_email_identity(EmailAddress=p["EmailIdentity"])
    client("ses").verify_domain_identity(Domain=p["EmailIdentity"].split("@")[-1])
    return {"": p["EmailIdentity"], "name": p["EmailIdentity"]}


def role(name, p):
    name = p.get("RoleName", name)
    trust = json.dumps(p.get("AssumeRolePolicyDocument", {"Version": "2012-10-17", "Statement": []}))
    made = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust, Path=p.get("Path", "/"))["Role"]
    return {"": name, "name": name, "Arn": made["Arn"], "RoleId": made["RoleId"]}


def function(name, p):
    name = p.get("FunctionName", name)
    own = client("iam").create_role(RoleName=f"{name}-own", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.py", "def handler(event, context):\n    return event\n")
    client("lambda").create_function(
        FunctionName=name, Runtime="python3.13", Role=own, Handler="index.handler", Code={"ZipFile": archive.getvalue()}
    )
    return {"": name, "name": name, "Arn": arn("lambda", f"function:{name}")}


def schedule_group(name, p):
    client("scheduler").create_schedule_group(Name=p.get("Name", name))
    return {"": p.get("Name", name), "name": p.get("Name", name), "Arn": arn("scheduler", f"schedule-group/{p.get('Name', name)}")}


def websocket_api(name, p):
    """Connections are not played; the id is all that is asked for."""
    return {"": name, "name": name, "ApiId": name}


MAKERS = {
    "AWS::ApiGatewayV2::Api": websocket_api,
    "AWS::DynamoDB::Table": table,
    "AWS::S3::Bucket": bucket,
    "AWS::SQS::Queue": queue,
    "AWS::SNS::Topic": topic,
    "AWS::SecretsManager::Secret": secret,
    "AWS::SSM::Parameter": parameter,
    "AWS::StepFunctions::StateMachine": state_machine,
    "AWS::Events::EventBus": bus,
    "AWS::Kinesis::Stream": stream,
    "AWS::KinesisFirehose::DeliveryStream": delivery_stream,
    "AWS::KMS::Key": key,
    "AWS::KMS::Alias": alias,
    "AWS::Logs::LogGroup": log_group,
    "AWS::Logs::LogStream": log_stream,
    "AWS::Cognito::UserPool": user_pool,
    "AWS::Cognito::UserPoolClient": user_pool_client,
    "AWS::Cognito::UserPoolGroup": user_pool_group,
    "AWS::SES::EmailIdentity": email_identity,
    "AWS::IAM::Role": role,
    "AWS::Lambda::Function": function,
    "AWS::Scheduler::ScheduleGroup": schedule_group,
}


def made_up(name, p):
    """Of a kind that no handler asks moto for."""
    return {"": name, "name": name}


def filled(value, known):
    if isinstance(value, dict):
        return {filled(each, known): filled(inner, known) for each, inner in value.items()}
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    return HOLE.sub(lambda match: named(match[1], known), value) if isinstance(value, str) else value


def named(name, known):
    if name in known:
        return known[name][""]
    owner, _, attribute = name.partition(".")
    return str(known.get(owner, {}).get(attribute, f"{owner.lower()}-{attribute.lower()}"))


def seed(setup, known):
    ref = lambda name: known[name][""] if name in known else name  # noqa: E731
    for item in setup.get("s3", []):
        put = {**item, "Bucket": ref(item["Bucket"]), "Body": item.get("Body", "").encode()}
        client("s3").put_object(**put)
    for item in setup.get("dynamodb", []):
        plain = json.loads(json.dumps(item["Item"]), parse_float=__import__("decimal").Decimal)
        client("dynamodb").put_item(TableName=ref(item["Table"]), Item={k: TypeSerializer().serialize(v) for k, v in plain.items()})
    for item in setup.get("sqs", []):
        client("sqs").send_message(QueueUrl=ref(item["Queue"]), MessageBody=item["Body"])
    for domain in setup.get("ses", []):
        client("ses").verify_domain_identity(Domain=domain)
    seed_secrets(setup, ref)


def seed_secrets(setup, ref):
    manager = client("secretsmanager")
    for item in setup.get("secretsmanager", []):
        name = ref(item.get("SecretId") or item.get("Secret") or item["Name"])
        try:
            manager.put_secret_value(SecretId=name, SecretString=text_of(item["SecretString"]))
        except manager.exceptions.ResourceNotFoundException:
            manager.create_secret(Name=name, SecretString=text_of(item["SecretString"]))
    for item in setup.get("ssm", []):
        name = ref(item.get("Name") or item["Parameter"])
        client("ssm").put_parameter(Name=name, Value=text_of(item["Value"]), Type=item.get("Type", "String"), Overwrite=True)


def text_of(value):
    return value if isinstance(value, str) else json.dumps(value)


def post(path, body):
    request = urllib.request.Request(f"{endpoint}{path}", data=json.dumps(body).encode(), method="POST")
    urllib.request.urlopen(request).read()


def play(request):
    post("/moto-api/reset", {})
    known = {}
    for resource in request["resources"]:
        properties = filled(resource["properties"], known)
        name = f"shop-{resource['id'].lower()}"
        known[resource["id"]] = MAKERS.get(resource["type"], made_up)(name, properties)
    seed(filled(request["setup"], known), known)
    return {"resources": known}


def look():
    dynamodb, s3, sqs = client("dynamodb"), client("s3"), client("sqs")
    ordered = lambda items: sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))  # noqa: E731
    buckets = [each["Name"] for each in s3.list_buckets()["Buckets"]]
    return {
        "tables": {name: ordered(dynamodb.scan(TableName=name)["Items"]) for name in dynamodb.list_tables()["TableNames"]},
        "objects": {
            f"{bucket}/{each['Key']}": s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read().decode(errors="replace")
            for bucket in buckets
            for each in s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        },
        "messages": {
            url: [each["Body"] for each in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])]
            for url in sqs.list_queues().get("QueueUrls", [])
        },
        "notifications": {
            name: [each[1] for each in topic.sent_notifications] for name, topic in sns_backends[ACCOUNT][REGION].topics.items()
        },
    }


def answer(line):
    try:
        request = json.loads(line)
        return look() if request.get("look") else play(request)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}


server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://{}:{}".format(*server.get_host_and_port())
post("/moto-api/config", {"lambda": {"use_docker": False}})


def write(out):
    say.write(json.dumps(out) + "\n")
    say.flush()


say = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
write({"endpoint": endpoint})
for line in sys.stdin:
    write(answer(line))
server.stop()
