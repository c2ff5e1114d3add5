import subprocess


def handler(event, context):
    subprocess.run(["aws", "s3", "sync", "s3://plans", "/tmp/plans"], check=True)
