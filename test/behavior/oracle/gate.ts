import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedCall } from './needed.ts';
import { serviceOf } from './run.ts';

/** Says what of a call is refused: `dynamodb:DeleteItem on arn:…`; nothing when it may be sent. */
export type Refuse = (call: RecordedCall) => readonly string[];

/** An address on loopback that runners ask before they send a call. */
export interface Gate {
  readonly url: string;
  /** Who decides from now on. */
  decide(by: Refuse): void;
  close(): void;
}

/** Opens a gate; until somebody decides, everything is refused. */
export async function startGate(): Promise<Gate> {
  let refuse: Refuse = () => ['everything'];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => response.end(JSON.stringify(answer(refuse, Buffer.concat(parts).toString()))));
  });
  await new Promise<void>((opened) => void server.listen(0, '127.0.0.1', opened));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    decide: (by) => void (refuse = by),
    close: () => void server.close(),
  };
}

/** What cannot be decided is refused, and says why. */
function answer(refuse: Refuse, question: string): readonly string[] {
  try {
    const call = JSON.parse(question) as RecordedCall & { readonly client?: string };
    return refuse({ ...call, service: call.service ?? serviceOf(call.client ?? '') });
  } catch (error) {
    return [String(error)];
  }
}
