import type { StoredRecords } from './stored-records.js';

/** How a scenario may end; it determines the records that must be stored. */
export type Outcome =
  | 'sold'
  | 'nothing'
  | 'nothing, order cancelled'
  | 'nothing, order refused'
  | 'sale cancelled'
  | 'part returned'
  | 'part returned elsewhere'
  | 'correction given up'
  | 'day closed'
  | 'day still open'
  | 'paid later'
  | 'credit paid out'
  | 'payment reversed'
  | 'till closed'
  | 'goods on the road'
  | 'goods received, one lost'
  | 'goods received, the rest lost'
  | 'goods back from the road'
  | 'nothing sent'
  | 'billed'
  | 'bill taken back'
  | 'billed and paid'
  | 'billed, the payment taken back'
  | 'one back at its supplier'
  | 'one found missing';

/** Units delivered in two batches, sold or shipped, returned, and lost or sent back in each scenario; what is sold or shipped is of both batches. */
export const UNITS = { firstBatch: 2, secondBatch: 4, sold: 3, returned: 1, lost: 1 } as const;
const DELIVERED = UNITS.firstBatch + UNITS.secondBatch;

/** Parts that are sealed with a day: its documents, and its margins by six things. */
const SEALED_PARTS = 7;

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
  payments: 'checkout',
  zReports: 0,
  snapshots: 0,
  sealedParts: 0,
  transfers: '',
  unitsTransferred: 0,
  supplierPapers: '',
  supplierPayments: 0,
  elsewhere: '',
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
  payments: '',
  zReports: 0,
  snapshots: 0,
  sealedParts: 0,
  transfers: '',
  unitsTransferred: 0,
  supplierPapers: '',
  supplierPayments: 0,
  elsewhere: '',
};

/** The draft beside it is none of its business. */
const shipped: ExpectedRecords = {
  ...nothing,
  ...stock(DELIVERED - UNITS.sold),
  entries: 'transfer',
  transfers: 'shipped: shipped',
};

const billed: ExpectedRecords = { ...nothing, entries: 'supplierBill', supplierPapers: 'bill' };

const corrected: ExpectedRecords = {
  ...sold,
  stis: 'reversal sale',
  entries: 'correction sale',
  invoices: 'BON_DE_VENTE CREDIT_NOTE',
  corrections: 'final',
  payments: 'checkout refund',
};

const EXPECTED: Readonly<Record<Outcome, ExpectedRecords>> = {
  sold,
  nothing,
  'nothing, order cancelled': { ...nothing, order: 'cancelled' },
  'nothing, order refused': { ...nothing, order: 'refused' },
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
    order: 'partlyReturned',
    unitsReturned: UNITS.returned,
  },
  // the sale stays with its store; units, books, papers and money are of the one that takes back
  'part returned elsewhere': {
    ...sold,
    order: 'partlyReturned',
    corrections: 'final',
    elsewhere: `remainingQty ${UNITS.returned}, available ${UNITS.returned}, cachedStock ${UNITS.returned}, unitsReturned ${UNITS.returned}, stis reversal, entries correction, invoices CREDIT_NOTE, payments refund`,
  },
  'correction given up': { ...sold, corrections: /^(abandoned)?$/ },
  'day closed': { ...sold, snapshots: 1, sealedParts: SEALED_PARTS },
  'day still open': sold,
  'paid later': { ...sold, entries: 'payment sale', payments: 'later' },
  'credit paid out': { ...sold, entries: 'payment payment sale', payments: 'creditPaidOut later' },
  'payment reversed': { ...sold, order: 'invoiced', entries: 'payment payment sale', payments: 'later reversal' },
  'goods on the road': shipped,
  'goods received, one lost': {
    ...shipped,
    entries: 'transfer transfer', // what was received is in the books of the other store
    transfers: 'received: shipped received lost',
    unitsTransferred: UNITS.sold - UNITS.lost,
  },
  'goods received, the rest lost': {
    ...shipped,
    entries: 'transfer transfer',
    transfers: 'closed: shipped received lost',
    unitsTransferred: UNITS.sold - UNITS.lost,
  },
  'goods back from the road': {
    ...shipped,
    ...stock(DELIVERED),
    entries: 'transfer transfer',
    transfers: 'returned: shipped returned',
    unitsTransferred: UNITS.sold,
  },
  'nothing sent': { ...nothing, transfers: 'cancelled: ' },
  billed,
  'bill taken back': { ...billed, entries: 'supplierBill supplierBill', supplierPapers: 'bill, taken back' },
  'billed and paid': { ...billed, entries: 'supplierBill supplierPayment', supplierPayments: 1 },
  'billed, the payment taken back': {
    ...billed,
    entries: 'supplierBill supplierPayment supplierPayment',
    supplierPayments: 2,
  },
  'one back at its supplier': {
    ...nothing,
    ...stock(DELIVERED + UNITS.firstBatch - UNITS.lost),
    entries: 'supplierReturn',
  },
  'one found missing': { ...nothing, ...stock(DELIVERED - UNITS.lost), entries: 'stockCount' },
  'till closed': { ...sold, entries: 'sale till till', zReports: 1 },
};

/** ONCE and NONE: compares the stored records with those that the outcome requires. Returns one sentence per difference. */
export function compareRecords(found: StoredRecords, outcome: Outcome): string[] {
  const check = /nothing|given up|still open/.test(outcome) ? 'NONE' : 'ONCE';
  const problems: string[] = [];
  for (const [name, expected] of Object.entries(EXPECTED[outcome])) {
    const value = found[name as keyof StoredRecords];
    const isEqual = expected instanceof RegExp ? expected.test(String(value)) : expected === value;
    if (!isEqual) problems.push(`${check}: ${name} is ${JSON.stringify(value)} and should be ${String(expected)}`);
  }
  return problems;
}
