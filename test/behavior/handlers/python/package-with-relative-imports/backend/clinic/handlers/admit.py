from ..audit import record
from ..storage import Patients


def handler(event, context):
    patient = Patients().add(event["name"])
    record("admitted", patient)
    return patient
