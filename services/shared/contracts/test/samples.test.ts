import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  catalog,
  catalogEvents,
  inventory,
  inventoryEvents,
  invoicing,
  invoicingEvents,
  sales,
  salesEvents,
  warranty,
  warrantyEvents,
  type EventContract,
  type MessageContract,
} from '../src/index.js';

/**
 * Golden samples: one real message of each kind, recorded from the services' own tests. A contract that no longer reads
 * its sample no longer reads what the other version of a service sends during a rolling upgrade.
 * A new message records its sample with COMPTOIR_RECORD_SAMPLES=services/shared/contracts/test/samples npm test.
 */
const folder = new URL('./samples/', import.meta.url);
const read = (name: string): any => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
const messages: MessageContract[] = [catalog, inventory, sales, invoicing, warranty].flatMap(
  (table) => Object.values(table) as MessageContract[],
);
const events: EventContract[] = [catalogEvents, inventoryEvents, salesEvents, invoicingEvents, warrantyEvents].flatMap(
  (table) => Object.values(table) as EventContract[],
);

describe('every message', () => {
  test.each(messages.map((message) => [message.subject, message] as const))(
    '%s reads its sample, in and out, and gives it back unchanged',
    (subject, message) => {
      expect(existsSync(new URL(`${subject}.json`, folder))).toBe(true);
      const sample = read(subject);
      expect(message.input.safeParse(sample.input).error?.issues ?? []).toEqual([]);
      expect(message.reply.parse(sample.reply)).toEqual(sample.reply);
    },
  );

  test.each(messages.map((message) => [message.subject, message] as const))(
    '%s refuses what is not a field',
    (subject, message) => {
      const fault = message.input.safeParse({ ...read(subject).input, $where: '1' }).error?.issues[0];
      expect(fault).toMatchObject({ code: 'unrecognized_keys', keys: ['$where'] });
    },
  );
});

test.each(events.map((event) => [event.type, event] as const))(
  'event %s reads its sample, and tolerates a field of a younger version',
  (type, event) => {
    const { data } = read(type);
    expect(event.data.parse({ ...data, aYoungerField: 1 })).toEqual(data);
  },
);

test('no sample is left of a message that is gone', () => {
  const known = new Set([...messages.map((message) => message.subject), ...events.map((event) => event.type)]);
  expect(
    readdirSync(folder)
      .map((file) => file.replace('.json', ''))
      .filter((name) => !known.has(name)),
  ).toEqual([]);
});
