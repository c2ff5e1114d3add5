import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    orders: str = field(default_factory=lambda: os.environ["ORDERS"])
    bus: str = os.environ.get("EVENTS_BUS", "default")
    source: str = "shop.orders"


settings = Settings()
