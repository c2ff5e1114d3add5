import json
import os
import urllib.request

import urllib3

http = urllib3.PoolManager()


def handler(event, context):
    with urllib.request.urlopen(f"{os.environ['STATION']}/today") as answer:
        today = json.load(answer)
    tomorrow = http.request("GET", f"{os.environ['STATION']}/tomorrow", headers={"x-api-key": "none"})
    return [today, tomorrow.status]
