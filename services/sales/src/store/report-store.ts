import { modelOf, readInPieces, type ClientSession, type Connection } from '@comptoir/kit';
import type { CustomerRecord } from '../domain/records.js';
import { dayKeysBetween } from '../domain/entry-keys.js';
import type { Movement } from '../domain/movements.js';
import { customerSchema } from './customers.schema.js';
import { entrySchema } from './sales.schema.js';

const sumsOfLines = { debitMinor: { $sum: '$lines.debitMinor' }, creditMinor: { $sum: '$lines.creditMinor' } };

/** The reads of reports; what they cost is bounded by days. */
export function reportStore(connection: Connection) {
  const entries = modelOf(connection, 'entries', entrySchema);
  const customers = modelOf(connection, 'customers', customerSchema);
  return (session: ClientSession | null) => ({
    /** What moved on each account of a store's day, by rate of tax; entries that close a year left out. */
    movementsOfDay: async (storeId: string, businessDay: string): Promise<Movement[]> => {
      const rows = await entries
        .aggregate<{ _id: Omit<Movement, 'debitMinor' | 'creditMinor'>; debitMinor: number; creditMinor: number }>([
          { $match: { dayKey: dayKeysBetween(storeId, businessDay, businessDay) } },
          { $match: { kind: { $ne: 'closing' } } },
          { $unwind: '$lines' },
          {
            $group: {
              _id: { account: '$lines.account', currency: '$currency', taxRateBps: '$lines.taxRateBps' },
              ...sumsOfLines,
            },
          },
        ])
        .session(session);
      return rows.map(({ _id: { taxRateBps, ...of }, ...sums }) => ({
        ...of,
        ...(typeof taxRateBps === 'number' ? { taxRateBps } : {}),
        ...sums,
      }));
    },
    /** The names of customers. */
    customerNames: async (customerIds: readonly string[]): Promise<Map<string, string>> => {
      const rows = await readInPieces<Pick<CustomerRecord, '_id' | 'name'>>(customerIds, (some) =>
        customers
          .find({ _id: { $in: some } }, { name: 1 })
          .session(session)
          .lean(),
      );
      return new Map(rows.map((row) => [row._id, row.name]));
    },
  });
}
