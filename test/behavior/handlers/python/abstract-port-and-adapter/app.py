import abc
import os
from typing import Protocol

import boto3


class Orders(Protocol):
    def add(self, order: dict) -> None: ...


class Events(abc.ABC):
    @abc.abstractmethod
    def tell(self, name): ...

    def told(self, name, times=1):
        for _ in range(times):
            self.tell(name)


class DynamoOrders:
    def __init__(self, table):
        self._table = table

    def add(self, order):
        self._table.put_item(Item=order)


class BusEvents(Events):
    def __init__(self, client, *, bus):
        self._client, self._bus = client, bus

    def tell(self, name):
        self._client.put_events(Entries=[{"EventBusName": self._bus, "Source": "shop", "DetailType": name, "Detail": "{}"}])


class PlaceOrder:
    def __init__(self, orders: Orders, events: Events):
        self.orders = orders
        self.events = events

    def __call__(self, order):
        self.orders.add(order)
        self.events.told("OrderPlaced")


def build(env=os.environ):
    table = boto3.resource("dynamodb").Table(env["ORDERS"])
    return PlaceOrder(DynamoOrders(table), BusEvents(boto3.client("events"), bus=env["BUS"]))


place = build()


def handler(event, context):
    place({"id": event["id"]})
