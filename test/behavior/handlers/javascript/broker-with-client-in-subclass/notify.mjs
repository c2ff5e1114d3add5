import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

class Broker {
  constructor(bus) {
    this.bus = bus;
  }

  async emit(type, detail) {
    await this.deliver({ EventBusName: this.bus, Source: 'library', DetailType: type, Detail: JSON.stringify(detail) });
  }

  async deliver() {
    throw new Error('not here');
  }
}

class EventBridgeBroker extends Broker {
  static #client = new EventBridgeClient({});

  async deliver(entry) {
    const { FailedEntryCount } = await EventBridgeBroker.#client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount > 0) throw new Error('not delivered');
  }
}

const broker = new EventBridgeBroker(process.env.BUS);

export const handler = (event) => broker.emit('BookReturned', { isbn: event.isbn });
