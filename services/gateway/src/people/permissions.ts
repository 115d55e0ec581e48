import { DomainError } from '@comptoir/contracts';
import { PERSON_ROLES, type Person, type PersonRole } from './person.js';

/**
 * Who may do what. This table is the only place where it is decided: every route of the API names its action, and a route
 * without a row does not start. To add an action, add a row and name it in the route, or ask `may` where a right is finer
 * than a route.
 */

/** A row of the table. */
export interface Permission {
  /** Roles that may do it in the stores they are bound to. */
  readonly ownStore: readonly PersonRole[];
  /** Roles that may do it in the other stores too; for what belongs to the whole chain, both columns are alike. */
  readonly otherStores: readonly PersonRole[];
  /** It concerns every store at once: nobody who is bound to some stores may do it. */
  readonly everyStore?: true;
  /** Nobody needs to sign in. */
  readonly open?: true;
  readonly why: string;
}

const ALL = PERSON_ROLES;
const MANAGERS = ['owner', 'manager'] as const;
const SELLERS = ['owner', 'manager', 'cashier'] as const;
const BOOKKEEPERS = ['owner', 'manager', 'accountant', 'auditor'] as const;
const STOCK_KEEPERS = ['owner', 'manager', 'stockKeeper'] as const;

type Roles = readonly PersonRole[];
const open = (why: string): Permission => ({ ownStore: ALL, otherStores: ALL, open: true, why });
const chain = (roles: Roles, why: string): Permission => ({ ownStore: roles, otherStores: roles, why });
const ownStore = (roles: Roles, why: string): Permission => ({ ownStore: roles, otherStores: [], why });
const everyStore = (roles: Roles, why: string): Permission => ({
  ownStore: roles,
  otherStores: [],
  everyStore: true,
  why,
});

const TABLE = {
  // without sign-in
  signIn: open('Nobody is signed in before it.'),
  seeSetup: open('The first page asks whether the shop has an owner before anybody can sign in.'),
  setUp: open('Nobody is there before the first owner; the code that the gateway has printed stands for the right.'),
  seeDemoPeople: open('The sign-in page shows the people of a demo shop; elsewhere the list is empty.'),
  seeHealth: open('Probes and load balancers have no account; it tells nothing of the business.'),
  readApiDescription: open('The description of the API is the same everywhere and no secret.'),

  // people
  seeOneself: chain(ALL, 'Everybody may know under which name and role they are signed in.'),
  readPeople: ownStore(
    BOOKKEEPERS,
    'Records name who sold, received and closed by id; whoever checks them reads names.',
  ),
  followEvents: ownStore(
    ALL,
    'Pages follow the stock, orders and sales of the stores they show; the events carry no amounts.',
  ),

  // catalog
  openStores: chain(['owner'], 'A new store binds the company: address, currency and legal identity.'),
  readCompanies: chain(BOOKKEEPERS, 'Whose books they keep, under which name and numbers, and since when.'),
  changeCompanies: everyStore(['owner'], 'The legal identity is on every document that every store of it issues.'),
  changeStores: chain(['owner'], 'Whether tags include tax decides what every price of the store means.'),
  readStores: ownStore(ALL, 'Everybody needs the name, currency and time zone of the store they work in.'),
  readProducts: chain(
    ALL,
    'One catalog for the chain, with its categories; whose stock is shown in it, seeAvailability says.',
  ),
  changeProducts: chain(
    MANAGERS,
    'Prices, tax rates, warranty terms and categories decide the margin, the tax and the reports of every store.',
  ),

  // stock
  readStock: ownStore(ALL, 'Units that are held, levels and batches of the store, to sell and to count.'),
  seeAvailability: {
    ownStore: ALL,
    otherStores: [...SELLERS, 'stockKeeper'],
    why: 'A till tells the customer which store has the rest; it is one figure a product, without batches and costs.',
  },
  receiveDeliveries: ownStore(
    STOCK_KEEPERS,
    'Who counts the goods in; a cashier who could would create stock to sell.',
  ),
  correctDeliveries: ownStore(
    STOCK_KEEPERS,
    'Who counts goods in puts right what was typed wrongly; above COMPTOIR_STOCK_LIMITS postStockBeyondLimits decides.',
  ),
  receiveOpeningStock: ownStore(
    ['owner'],
    'It is counted in, and booked against the opening equity: who may receive deliveries and keep the books.',
  ),
  readDeliveries: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'To count goods, to check a supplier’s bill, to prove a cost.',
  ),
  readSuppliers: chain(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'To order and to receive goods, to pay bills and to check them; what goods cost, seeCosts says.',
  ),
  changeSuppliers: chain(STOCK_KEEPERS, 'Who orders and receives goods keeps the addresses and numbers for it.'),
  readPurchaseOrders: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'What is expected, what has come and what a supplier still owes; what it costs, seeCosts says.',
  ),
  changePurchaseOrders: ownStore(
    STOCK_KEEPERS,
    'Who counts goods in knows what is missing; an order moves no stock and no money.',
  ),
  readWriteOffs: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'What left the stock without being sold, why and by whom; what it cost, seeCosts says.',
  ),
  writeOffStock: ownStore(
    STOCK_KEEPERS,
    'Who looks after the goods takes out what is damaged; a cashier who could would hide what is missing.',
  ),
  readStockCounts: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'What should be there, what was counted and what was posted; what it cost, seeCosts says.',
  ),
  countStock: ownStore(STOCK_KEEPERS, 'Who looks after the goods counts them; an entry moves no stock.'),
  postStockCounts: ownStore(
    STOCK_KEEPERS,
    'Small differences are daily work; above COMPTOIR_STOCK_LIMITS postStockBeyondLimits decides.',
  ),
  postStockBeyondLimits: ownStore(
    MANAGERS,
    'Above COMPTOIR_STOCK_LIMITS a second person looks at what is written off or found.',
  ),

  returnToSuppliers: ownStore(
    STOCK_KEEPERS,
    'Who counts the goods in finds what is broken, and sends it back; the supplier’s credit is another matter.',
  ),
  readSupplierBills: ownStore(
    BOOKKEEPERS,
    'What suppliers bill is what goods cost, and what is owed to them is in the books.',
  ),
  recordSupplierBills: ownStore(
    ['owner', 'manager', 'accountant'],
    'A bill makes a debt of the shop; whoever counts goods in does not also say what they are paid.',
  ),
  paySuppliers: ownStore(
    ['owner', 'accountant'],
    'Money leaves the bank: it takes another person than the one who orders.',
  ),
  readTransfers: ownStore(
    ALL,
    'What was asked for, what is on the road and what came, of either store; what it costs, seeCosts says.',
  ),
  requestTransfers: ownStore(
    [...SELLERS, 'stockKeeper'],
    'A till asks another store for what is missing; a request moves nothing before that store ships.',
  ),
  shipTransfers: ownStore(
    STOCK_KEEPERS,
    'Who answers for the goods of the sending store lets them go, refuses them or takes them back from the road.',
  ),
  receiveTransfers: ownStore(
    STOCK_KEEPERS,
    'Who counts goods in for the store they were shipped to says what came and what is lost.',
  ),

  readStockCards: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'Who looks for missing goods, or proves a cost, follows what moved to its document; what it cost, seeCosts says.',
  ),
  readStockPlaces: {
    ownStore: ALL,
    otherStores: [...SELLERS, 'stockKeeper'],
    why: 'Who looks for goods sees which store has them and what is on the road; it has no costs, as seeAvailability.',
  },
  readStockTraces: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'Who calls goods back, or proves a cost, follows a batch to its papers and its sales; what it cost, seeCosts says.',
  ),
  readStockValues: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'Who proves the stock of a closed year reads it as it was; what it cost, seeCosts says.',
  ),
  readStockAges: ownStore(
    [...STOCK_KEEPERS, 'accountant', 'auditor'],
    'What lies too long is moved, reduced or written down; what it cost, seeCosts says.',
  ),
  setThresholds: ownStore(STOCK_KEEPERS, 'Who orders goods decides from how many on to be warned; it moves nothing.'),
  markStockAlerts: ownStore(STOCK_KEEPERS, 'Who notes that an alert was seen answers for what is ordered next.'),

  // customers
  openCustomers: chain(SELLERS, 'A customer opens an account at the till; it belongs to the chain.'),
  changeCustomers: chain(MANAGERS, 'Name, address and tax number go on the documents that every store issues.'),
  giveCredit: chain(
    MANAGERS,
    'Who sets a credit limit or a term of payment decides how much of the shop’s money is lent, and how long.',
  ),
  mergeCustomers: chain(MANAGERS, 'A merge puts the debts of two accounts together and cannot be taken back.'),
  eraseCustomers: chain(['owner'], 'What is erased is gone for ever; the owner answers for personal data.'),
  readCustomerHistory: chain(BOOKKEEPERS, 'Who changed a limit, a name or a number, and what it was before.'),
  readCustomers: chain(
    [...SELLERS, 'accountant', 'auditor'],
    'To sell to them and to check what they owe; a stock keeper needs no personal data.',
  ),
  readBalances: chain(
    [...SELLERS, 'accountant', 'auditor'],
    'The credit limit counts what is owed in all stores, so the till shows it.',
  ),

  // orders
  takeOrders: ownStore(SELLERS, 'Selling is the work of the till.'),
  readOrders: ownStore([...SELLERS, 'accountant', 'auditor'], 'To sell, to approve, to check.'),
  checkOut: ownStore(SELLERS, 'Selling is the work of the till.'),
  sellTaxFree: ownStore(
    MANAGERS,
    'Tax that is not charged is owed by the shop when the reason does not hold; others need an approval.',
  ),
  discountBeyondLimits: ownStore(
    MANAGERS,
    'Above COMPTOIR_LINE_DISCOUNT_PERCENT or COMPTOIR_ORDER_DISCOUNT_PERCENT a second person looks at what is given away.',
  ),
  approve: ownStore(MANAGERS, 'Whoever answers for the store decides what leaves the rules: price, credit, tax.'),
  cancelOrders: ownStore(SELLERS, 'Before the sale nothing is booked; after it, cancelSales decides.'),

  // money
  takePayments: ownStore(SELLERS, 'A customer pays a debt at the till or at the office.'),
  readPayments: ownStore([...SELLERS, 'accountant', 'auditor'], 'To answer a customer, and to check the bank.'),
  payOutCredit: ownStore(MANAGERS, 'Money leaves the shop without goods coming back.'),
  reversePayments: ownStore(MANAGERS, 'A payment that vanishes after the cash was taken is theft.'),
  addTills: ownStore(MANAGERS, 'A till is a drawer with money in it: somebody answers for each.'),
  useTills: ownStore(SELLERS, 'To open a till, move its cash, count and close it.'),
  readTills: ownStore([...SELLERS, 'accountant', 'auditor'], 'Which tills are open, and how each of them stands.'),
  seeExpectedCash: ownStore(
    BOOKKEEPERS,
    'Who counts a drawer without knowing what should be in it cannot make the count fit.',
  ),
  readTillReports: ownStore([...BOOKKEEPERS, 'cashier'], 'Final reports of tills, with their differences.'),

  // sales
  readSales: ownStore([...SELLERS, 'accountant', 'auditor'], 'For receipts, returns and checks.'),
  cancelSales: ownStore(MANAGERS, 'A sale that vanishes after the cash was taken is the oldest theft at a till.'),
  returnGoods: ownStore(SELLERS, 'Small and recent returns are daily work.'),
  returnBeyondLimits: ownStore(
    MANAGERS,
    'Above COMPTOIR_RETURN_LIMITS or after COMPTOIR_RETURN_DAYS a second person looks at it.',
  ),
  refundInCashWhatWasNot: ownStore(MANAGERS, 'Cash for a card payment is how stolen cards and tills are emptied.'),
  seeCosts: ownStore(
    BOOKKEEPERS,
    'Purchase costs and margins are the shop’s secret; selling and counting go without them.',
  ),

  // documents
  readDocuments: ownStore(
    [...SELLERS, 'accountant', 'auditor'],
    'Customers ask for copies; books are checked against them.',
  ),
  handleClaims: ownStore(SELLERS, 'A customer brings a warranted item to the till.'),

  // books
  readLedger: ownStore(BOOKKEEPERS, 'The ledger holds costs, margins and what everybody owes.'),
  readCompanyBooks: everyStore(
    BOOKKEEPERS,
    'The file of a company holds the entries of all its stores, or it is wrong.',
  ),
  readCharts: chain(BOOKKEEPERS, 'The codes and names of accounts, to read any book by.'),
  changeCharts: chain(['owner', 'accountant'], 'The accountant of a company decides what its accounts are called.'),
  keepBooks: ownStore(
    ['owner', 'accountant'],
    'A manual entry moves money without goods: who answers for the books posts it, with a reason.',
  ),
  readDays: ownStore(BOOKKEEPERS, 'Closed days and summaries hold margins.'),
  readDrift: ownStore(
    ['owner', 'accountant', 'auditor'],
    'What no longer adds up on a closed day concerns those who answer for the books, not those who closed it.',
  ),
  readOverview: ownStore(BOOKKEEPERS, 'Sums of sales, margins and money of the store.'),
  closeDays: ownStore(MANAGERS, 'Who answers for the till closes its day; it cannot be undone.'),
  closeDaysEarly: ownStore(MANAGERS, 'Before its end a day may still get sales, which then count for the next one.'),
  runAudit: everyStore(BOOKKEEPERS, 'It reads the records of all stores, and its report names them.'),
  readAudits: everyStore(BOOKKEEPERS, 'A report names records of all stores.'),

  // notices
  manageWebhooks: everyStore(
    ['owner'],
    'What happens in every store is sent to an address outside the shop, with a secret that signs it.',
  ),

  // operations
  readOperations: everyStore(
    ['owner'],
    'What is stuck names records of all stores; whoever runs the system signs in as owner.',
  ),
  settleEvents: everyStore(['owner'], 'An event that is dropped never reaches the ledger: who did it is kept.'),
} as const satisfies Record<string, Permission>;

/** Something that a person does. */
export type Action = keyof typeof TABLE;

/** Who may do what, by action. */
export const PERMISSIONS: Readonly<Record<Action, Permission>> = TABLE;

/** Every action of the table. */
export const ACTIONS = Object.keys(TABLE) as [Action, ...Action[]];

/** What a person may do somewhere: what pages offer. */
export function actionsOf(person: Person): Action[] {
  return ACTIONS.filter((action) => may(person, action));
}

/** The row of an action; throws where there is none, so that what is not in the table does not start. */
export function permissionOf(action: string): Permission {
  const row = Object.hasOwn(PERMISSIONS, action) ? PERMISSIONS[action as Action] : undefined;
  if (!row) throw new Error(`the action ${action} has no row in people/permissions.ts`);
  return row;
}

/** Roles that may do it somewhere. */
export function rolesOf(action: Action): readonly PersonRole[] {
  const { ownStore: own, otherStores } = permissionOf(action);
  return PERSON_ROLES.filter((role) => own.includes(role) || otherStores.includes(role));
}

/** Why a person may not do it: the role, or the store; undefined when the person may. Without a store: anywhere at all. */
function obstacle(person: Person, action: Action, storeId?: string): 'role' | 'store' | undefined {
  const row = permissionOf(action);
  const role = person.role as PersonRole;
  if (row.open || row.otherStores.includes(role)) return undefined;
  if (!row.ownStore.includes(role)) return 'role';
  if (person.storeIds === null) return undefined;
  if (row.everyStore) return 'store';
  return storeId === undefined || person.storeIds.includes(storeId) ? undefined : 'store';
}

/** Whether a person may do it in a store; without a store, whether in any at all. */
export function may(person: Person, action: Action, storeId?: string): boolean {
  return obstacle(person, action, storeId) === undefined;
}

/** Refuses `role.not-allowed` or `store.not-yours` where a person may not do it in a store, or without a store anywhere. */
export function assertMay(person: Person, action: Action, storeId?: string): void {
  const why = obstacle(person, action, storeId);
  if (why === 'role') {
    const roles = rolesOf(action);
    throw new DomainError(
      'role.not-allowed',
      'forbidden',
      `This needs one of the roles ${roles.join(', ')}; you are signed in as ${person.role}.`,
      { roles, action },
    );
  }
  if (why === 'store') {
    throw storeId === undefined
      ? new DomainError('store.not-all-yours', 'forbidden', 'This concerns every store; you work in some of them.', {
          action,
        })
      : new DomainError('store.not-yours', 'forbidden', 'You do not work in this store.', { storeId });
  }
}

/** The stores to which a list is limited for a person; undefined for all. */
export function storesOf(person: Person, action: Action): readonly string[] | undefined {
  if (person.storeIds === null) return undefined;
  return permissionOf(action).otherStores.includes(person.role as PersonRole) ? undefined : person.storeIds;
}
