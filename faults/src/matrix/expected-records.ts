import type { StoredRecords } from './stored-records.js';

/** How a scenario may end; it determines the records that must be stored. */
export type Outcome =
  | 'sold'
  | 'nothing'
  | 'nothing, order cancelled'
  | 'sale cancelled'
  | 'part returned'
  | 'correction given up';

/** Units delivered in two batches, sold and returned in each scenario; the sale takes units of both batches. */
export const UNITS = { firstBatch: 2, secondBatch: 4, sold: 3, returned: 1 } as const;
const DELIVERED = UNITS.firstBatch + UNITS.secondBatch;

type ExpectedRecords = Readonly<Record<keyof StoredRecords, string | number | RegExp>>;

function stock(units: number): Pick<ExpectedRecords, 'remainingQty' | 'available' | 'cachedStock'> {
  return { remainingQty: units, available: units, cachedStock: units };
}

const sold: ExpectedRecords = {
  ...stock(DELIVERED - UNITS.sold),
  order: 'paid',
  holds: 'settled',
  unitsHeld: UNITS.sold,
  unitsSold: UNITS.sold,
  unitsReturned: 0,
  sales: 'final',
  stis: 'sale',
  entries: 'sale',
  invoices: 'BON_DE_VENTE',
  guarantees: 'active',
  corrections: '',
};

const nothing: ExpectedRecords = {
  ...stock(DELIVERED),
  order: 'draft',
  holds: /^(released)?$/,
  unitsHeld: 0,
  unitsSold: 0,
  unitsReturned: 0,
  sales: '',
  stis: '',
  entries: '',
  invoices: '',
  guarantees: '',
  corrections: '',
};

const corrected: ExpectedRecords = {
  ...sold,
  stis: 'reversal sale',
  entries: 'correction sale',
  invoices: 'BON_DE_VENTE CREDIT_NOTE',
  corrections: 'final',
};

const EXPECTED: Readonly<Record<Outcome, ExpectedRecords>> = {
  sold,
  nothing,
  'nothing, order cancelled': { ...nothing, order: 'cancelled' },
  'sale cancelled': {
    ...corrected,
    ...stock(DELIVERED),
    order: 'cancelled',
    unitsReturned: UNITS.sold,
    sales: 'cancelled',
    guarantees: 'void',
  },
  'part returned': {
    ...corrected,
    ...stock(DELIVERED - UNITS.sold + UNITS.returned),
    unitsReturned: UNITS.returned,
  },
  'correction given up': { ...sold, corrections: /^(abandoned)?$/ },
};

/** ONCE and NONE: compares the stored records with those that the outcome requires. Returns one sentence per difference. */
export function compareRecords(found: StoredRecords, outcome: Outcome): string[] {
  const check = ['sold', 'sale cancelled', 'part returned'].includes(outcome) ? 'ONCE' : 'NONE';
  const problems: string[] = [];
  for (const [name, expected] of Object.entries(EXPECTED[outcome])) {
    const value = found[name as keyof StoredRecords];
    const isEqual = expected instanceof RegExp ? expected.test(String(value)) : expected === value;
    if (!isEqual) problems.push(`${check}: ${name} is ${JSON.stringify(value)} and should be ${String(expected)}`);
  }
  return problems;
}
