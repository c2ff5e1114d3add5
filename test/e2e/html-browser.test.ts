import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casemate } from './casemate.ts';

const CHROMIUM = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
const EXAMPLES = new URL('../../examples/', import.meta.url).pathname;

/** A browser that is driven over its debugging pipe (Chrome DevTools Protocol: messages end in a zero byte). */
class Browser {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly events: string[] = [];
  #count = 0;
  #session: string | undefined;

  constructor(program: string, profile: string) {
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`];
    this.#process = spawn(program, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let rest = '';
    (this.#process.stdio[4] as Readable).on('data', (part: Buffer) => {
      const messages = (rest + part.toString()).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Answer & { id?: number; method?: string });
    });
  }

  async open(address: string): Promise<void> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    this.#session = (await this.send('Target.attachToTarget', { targetId, flatten: true }))['sessionId'] as string;
    for (const domain of ['Page', 'Log', 'Runtime', 'Network']) await this.send(`${domain}.enable`);
    await this.send('Page.navigate', { url: address });
    while (!this.events.includes('Page.loadEventFired')) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async value(expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    return (answer['result'] as { value?: unknown }).value;
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#count;
    const message = { id, method, params, ...(this.#session === undefined ? {} : { sessionId: this.#session }) };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result ?? {}) : reject(new Error(error.message))));
    });
  }

  close(): Promise<unknown> {
    const ended = new Promise((resolve) => this.#process.on('exit', resolve));
    this.#process.kill('SIGKILL');
    return ended;
  }

  #receive(message: Answer & { id?: number; method?: string }): void {
    if (message.id === undefined) this.events.push(message.method ?? '');
    else this.#waiting.get(message.id)?.(message);
  }
}

interface Answer {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const SHOWN = `[...document.querySelectorAll('.finding')].filter((finding) => finding.offsetParent !== null).length`;

describe.skipIf(CHROMIUM === undefined)('the HTML report in a browser', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-html-'));
  let browser: Browser;
  beforeAll(async () => {
    const path = join(folder, 'report.html');
    casemate(['check', 'orders', '--format', 'html', '--output', path, '--today', '2026-11-22'], { cwd: EXAMPLES });
    browser = new Browser(CHROMIUM!, join(folder, 'profile'));
    await browser.open(pathToFileURL(path).href);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('loads nothing but itself, and breaks no rule of its policy', async () => {
    expect(browser.events.filter((event) => event === 'Network.requestWillBeSent')).toHaveLength(1);
    expect(browser.events).not.toContain('Log.entryAdded');
    expect(await browser.value('document.styleSheets[0].cssRules.length')).toBeGreaterThan(50);
  });

  test('shows fewer findings when a severity is not wanted, and those of one practice alone', async () => {
    const all = (await browser.value(SHOWN)) as number;
    await browser.value(`document.getElementById('show-high').click()`);
    const withoutHigh = (await browser.value(SHOWN)) as number;
    await browser.value(`document.getElementById('practice-4').click()`);
    const ofPractice = (await browser.value(SHOWN)) as number;
    expect([all > withoutHigh, withoutHigh > ofPractice, ofPractice > 0]).toEqual([true, true, true]);
    const shownPractices = await browser.value(
      `[...new Set([...document.querySelectorAll('.finding')].filter((one) => one.offsetParent !== null).map((one) => one.classList[2]))].join()`,
    );
    expect(shownPractices).toBe('practice-4');
  });

  test('runs no script that somebody put into it', async () => {
    await browser.value(`document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">')`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await browser.value('window.ran')).toBeUndefined();
  });
});
