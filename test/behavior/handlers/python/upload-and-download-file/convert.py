import os
import tempfile

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sheet.csv")
        s3.download_file(os.environ["RAW"], event["key"], path)
        with open(path) as sheet:
            lines = sheet.read().upper()
        with open(path, "w") as sheet:
            sheet.write(lines)
        s3.upload_file(path, os.environ["READY"], event["key"], ExtraArgs={"ContentType": "text/csv"})
