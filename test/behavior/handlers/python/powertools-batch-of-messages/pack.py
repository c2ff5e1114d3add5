import os

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

logger = Logger(service="packing")
tracer = Tracer(disabled=True)
processor = BatchProcessor(event_type=EventType.SQS)
parcels = boto3.resource("dynamodb").Table(os.environ["PARCELS"])


@tracer.capture_method
def pack(record: SQSRecord):
    parcels.put_item(Item={"order": record.json_body["order"], "message": record.message_id})


@logger.inject_lambda_context
def handler(event, context):
    return process_partial_response(event=event, record_handler=pack, processor=processor, context=context)
