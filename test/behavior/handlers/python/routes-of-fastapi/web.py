import os

import boto3
from fastapi import APIRouter, Depends, FastAPI
from mangum import Mangum

app = FastAPI()
router = APIRouter(prefix="/plants")


def plants():
    return boto3.resource("dynamodb").Table(os.environ["PLANTS"])


@router.get("/{plant}")
async def show(plant: str, table=Depends(plants)):
    return table.get_item(Key={"id": plant}).get("Item")


@router.post("/")
async def add(plant: dict, table=Depends(plants)):
    table.put_item(Item=plant)


app.include_router(router)
handler = Mangum(app)
