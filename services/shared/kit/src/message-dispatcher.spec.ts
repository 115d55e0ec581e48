import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { command, DomainError, query } from '@comptoir/contracts/kernel';
import { pino } from 'pino';
import { z } from 'zod';
import { MessageDispatcher } from './message-dispatcher.js';
import type { Transactions } from './transaction.js';

const schema = { input: z.strictObject({ box: z.string() }), reply: z.object({ left: z.int() }) };
const readBox = {
  kind: 'query',
  contract: query('tally.readBox', 'Reads a box.', schema),
  answer: async () => ({ left: 1 }),
} as const;
const takeOne = {
  kind: 'command',
  contract: command('tally.takeOne', 'Takes one.', schema),
  parts: {} as never,
} as const;
const actor = { id: 'usr_1', role: 'cashier' };

/** A dispatcher whose commands are refused, and the lines that it logs. */
function dispatcherAt(level: string): { dispatcher: MessageDispatcher<object>; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => (lines.push(JSON.parse(String(chunk))), done()),
  });
  const refusing = { run: () => Promise.reject(new DomainError('box.empty', 'conflict', 'The box is empty.')) };
  const limits = { maxReplyBytes: () => 1_048_576, checkReplies: true };
  const transactions = refusing as unknown as Transactions<object>; // the lines do not depend on the database
  return { dispatcher: new MessageDispatcher(transactions, {}, pino({ level }, stream), limits), lines };
}

test('at debug level every message is one line: subject, ids, actor, milliseconds, outcome', async () => {
  const { dispatcher, lines } = dispatcherAt('debug');
  await dispatcher.handle(readBox, { actor, input: { box: 'a' } });
  const raw = { commandId: 'checkout/ord_1/1/x', sagaId: 'checkout/ord_1/1', actor, input: { box: 'a' } };
  await expect(dispatcher.handle(takeOne, raw)).rejects.toMatchObject({ error: { code: 'box.empty' } });
  await expect(dispatcher.handle(takeOne, { ...raw, input: {} })).rejects.toMatchObject({
    error: { code: 'message.invalid' },
  });
  const ids = { commandId: raw.commandId, sagaId: raw.sagaId, actor: 'usr_1' };
  expect(lines).toEqual([
    expect.objectContaining({ subject: 'tally.readBox', actor: 'usr_1', ms: expect.any(Number), outcome: 'ok' }),
    expect.objectContaining({ subject: 'tally.takeOne', ...ids, ms: expect.any(Number), outcome: 'box.empty' }),
    expect.objectContaining({ subject: 'tally.takeOne', ...ids, ms: expect.any(Number), outcome: 'message.invalid' }),
  ]);
});

test('at info level no message is logged', async () => {
  const { dispatcher, lines } = dispatcherAt('info');
  await dispatcher.handle(readBox, { actor, input: { box: 'a' } });
  expect(lines).toEqual([]);
});
