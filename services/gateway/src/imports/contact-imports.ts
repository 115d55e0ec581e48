import {
  compactIdentifier,
  DomainError,
  identifiersFault,
  inventory,
  sales,
  catalog,
  type Currency,
  type CustomerView,
  type Identifier,
  type SupplierView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { z } from 'zod';
import { CUSTOMER_COLUMNS, SUPPLIER_COLUMNS } from './contact-columns.js';
import {
  changesTo,
  nameKeyOf,
  numbersOfRow,
  phoneKeyOf,
  readContactRow,
  type ContactCells,
  type ContactFault,
  type KnownContact,
} from './contact-row.js';
import { cellsOf, nameIn, type ColumnNames, type FileColumn } from './file-columns.js';
import { faultsOfRow, type Checked, type ImportAsking, type ImportKind, type Written } from './import-kind.js';
import type { ImportFault, StoredRow, TodoRow } from './import-records.js';
import { plainText } from './product-row.js';

/** A supplier or a customer that is to be written. */
interface ContactTodo extends TodoRow {
  readonly id: string;
  /** Of one that is there: the revision that it was compared with. */
  readonly revision?: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Known = KnownContact & { readonly id: string; readonly revision: number };
type Asking = Pick<ImportAsking, 'caller' | 'actor'>;

/** What suppliers and customers do not have in common. */
interface Contacts {
  readonly columns: ColumnNames;
  readonly idColumn: 'supplierId' | 'customerId';
  readonly read: (asking: Asking, id: string) => Promise<Known>;
  readonly search: (
    asking: Asking,
    text: string,
    cursor: string | undefined,
  ) => Promise<{ items: Known[]; nextCursor?: string | undefined }>;
  readonly newId: () => string;
  /** What a new one has, and what a change may say, as the service takes them. */
  readonly input: z.ZodType;
  readonly changes: z.ZodType;
  readonly write: (asking: Asking & { commandId: string }, todo: ContactTodo) => Promise<unknown>;
}

/** Rows that are written at the same time. */
const AT_ONCE = 4;
const CHUNK_ROWS = 100;
const SEARCH_ROWS = 100;
const SEARCH_PAGES = 5;
const MAX_TEXT = 100;
const PASSING = ['unavailable', 'tooMany'];

/** Does something for each, a few at once; results in the order of what was given. */
async function mapAtOnce<T, R>(all: readonly T[], each: (one: T) => Promise<R>, atOnce = AT_ONCE): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += atOnce)
    results.push(...(await Promise.all(all.slice(from, from + atOnce).map(each))));
  return results;
}

const sharesNumber = (one: readonly Identifier[], two: readonly Identifier[]): boolean =>
  one.some(({ kind, value }) =>
    two.some((other) => other.kind === kind && compactIdentifier(other.value) === compactIdentifier(value)),
  );

/** Those that a search finds and that fit. */
async function found(
  contacts: Contacts,
  asking: Asking,
  text: string,
  fits: (one: Known) => boolean,
): Promise<Known[]> {
  if (text === '' || text.length > MAX_TEXT) return [];
  const all: Known[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < SEARCH_PAGES; page += 1) {
    const { items, nextCursor } = await contacts.search(asking, text, cursor);
    all.push(...items.filter(fits));
    if (nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return all;
}

/**
 * Whom a row is about: by id, else by a tax or register number, else by name, and by the phone where both have one. Undefined:
 * somebody new. A fault where several may be meant.
 */
async function meantBy(
  contacts: Contacts,
  asking: Asking,
  cells: ContactCells,
): Promise<Known | ContactFault | undefined> {
  const column = contacts.idColumn;
  const id = plainText(cells[column] ?? '');
  if (id !== '') {
    try {
      return await contacts.read(asking, id);
    } catch (error) {
      if (error instanceof DomainError && !PASSING.includes(error.kind))
        return { column, found: id, code: 'import.unknown-id', right: error.message };
      throw error;
    }
  }
  const numbers = numbersOfRow(cells);
  for (const { value } of numbers) {
    const [one] = await found(contacts, asking, value, ({ identifiers }) => sharesNumber(identifiers, numbers));
    if (one) return one;
  }
  const name = plainText(cells.name ?? '');
  const phone = phoneKeyOf(cells.phone ?? '');
  const named = await found(
    contacts,
    asking,
    name,
    (one) =>
      nameKeyOf(one.name) === nameKeyOf(name) &&
      (phone === '' || one.phone === undefined || phoneKeyOf(one.phone) === phone) &&
      (numbers.length === 0 || one.identifiers.length === 0), // other numbers: somebody else of this name
  );
  const best = phone === '' ? named : named.filter((one) => one.phone !== undefined);
  const [one, another] = best.length > 0 ? best : named;
  if (!another) return one;
  return { column: 'name', found: name, code: 'import.ambiguous', right: column };
}

const isFault = (one: Known | ContactFault | undefined): one is ContactFault => one !== undefined && 'code' in one;

/** The column that an issue of the service's own check is about. */
function columnOf(path: readonly PropertyKey[]): string {
  const [first, second] = path;
  if (first === 'address') return typeof second === 'string' ? second : 'street';
  return String(first);
}

async function checkRow(
  contacts: Contacts,
  asking: ImportAsking,
  row: StoredRow,
  ofShop: Currency | undefined,
): Promise<{ todo?: ContactTodo; isNew?: boolean; faults: Omit<ImportFault, 'line' | 'phase'>[] }> {
  const { columns } = asking;
  const inFile = ({ column, ...fault }: ContactFault) => ({ column: nameIn(columns, column), ...fault });
  const cells = cellsOf(columns as FileColumn<keyof ContactCells>[], row.cells);
  const ofRow = faultsOfRow(columns, row);
  const meant = await meantBy(contacts, asking, cells);
  if (isFault(meant)) return { faults: [...ofRow, inFile(meant)] };
  const { fields, faults: wrong } = readContactRow(cells, { known: meant, currency: ofShop });
  const said = meant
    ? changesTo(meant, fields)
    : { ...(contacts.idColumn === 'customerId' ? { kind: 'person' } : {}), ...fields };
  const faults = [...ofRow, ...wrong.map(inFile)];
  const read = (meant ? contacts.changes : contacts.input).safeParse(said);
  const numberColumn = (at: number): { column: string; found: string } => {
    const { kind, value } = (said['identifiers'] as Identifier[])[at]!;
    return {
      column: nameIn(columns, columns.some(({ column }) => column === kind) ? kind : 'identifiers'),
      found: value,
    };
  };
  if (!read.success) {
    for (const { path, message } of read.error.issues) {
      const isNumber = path[0] === 'identifiers' && typeof path[1] === 'number';
      const column = columnOf(path);
      const text = plainText(cells[column as keyof ContactCells] ?? '');
      const where = isNumber ? numberColumn(path[1] as number) : { column: nameIn(columns, column), found: text };
      if (faults.some((one) => one.column === where.column)) continue;
      faults.push({ ...where, code: where.found === '' ? 'import.missing' : 'import.not-fitting', right: message });
    }
  }
  const after = { profile: 'generic' as const, identifiers: [], ...meant, ...said } as KnownContact;
  const number = identifiersFault(after.profile, after.identifiers);
  if (number && faults.length === 0) {
    const where = said['identifiers']
      ? numberColumn(number.at)
      : { column: nameIn(columns, 'profile'), found: after.profile };
    faults.push({ ...where, code: 'import.not-fitting', right: number.fault });
  }
  if (faults.length > 0) return { faults };
  if (meant && Object.keys(said).length === 0) return { faults };
  const todo = meant
    ? { line: row.line, id: meant.id, revision: meant.revision, fields: said }
    : { line: row.line, id: contacts.newId(), fields: said };
  return { todo, isNew: !meant, faults };
}

function kindOf(contacts: Contacts): ImportKind<ContactTodo> {
  return {
    columns: contacts.columns,
    chunkRows: CHUNK_ROWS,
    twiceFinder(columns) {
      const seen = new Map<string, number>();
      return (line, cells) => {
        const texts = cellsOf(columns as FileColumn<keyof ContactCells>[], cells);
        const id = plainText(texts[contacts.idColumn] ?? '');
        const name = plainText(texts.name ?? '');
        const numbers = numbersOfRow(texts).map(({ kind, value }) => `${kind}/${compactIdentifier(value)}`);
        const keys =
          id === '' ? [...numbers, `${nameKeyOf(name)}/${phoneKeyOf(texts.phone ?? '')}/${numbers.join(' ')}`] : [id];
        const earlier = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
        for (const key of keys) seen.set(key, line);
        if (earlier === undefined) return undefined;
        const column = id === '' ? 'name' : contacts.idColumn;
        return { column, found: id === '' ? name : id, code: 'import.twice', line: earlier };
      };
    },
    async check(asking, rows): Promise<Checked<ContactTodo>> {
      const stores = await asking.caller.call(catalog.listStores, {}, { actor: asking.actor });
      const [money, another] = [...new Set(stores.items.map(({ currency }) => currency))];
      const ofShop = another === undefined ? money : undefined;
      const all = await mapAtOnce(rows, async (row) => ({
        line: row.line,
        ...(await checkRow(contacts, asking, row, ofShop)),
      }));
      const todo = all.flatMap((one) => one.todo ?? []);
      const isNew = all.filter((one) => one.isNew).length;
      const wrong = all.filter((one) => one.faults.length > 0).length;
      return {
        todo,
        faults: all.flatMap(({ line, faults }) => faults.map((fault) => ({ line, ...fault, phase: 'check' as const }))),
        counts: { new: isNew, changed: todo.length - isNew, unchanged: all.length - todo.length - wrong, wrong },
      };
    },
    async write(asking, todo): Promise<Written> {
      const refused: ImportFault[] = [];
      let [added, changed] = [0, 0];
      const writeOne = async (one: ContactTodo): Promise<void> => {
        try {
          await contacts.write({ ...asking, commandId: `${asking.commandId}/${one.line}` }, one);
          if (one.revision === undefined) added += 1;
          else changed += 1;
        } catch (error) {
          if (!(error instanceof DomainError) || PASSING.includes(error.kind)) throw error;
          const column = nameIn(asking.columns, 'name');
          const name = String(one.fields['name'] ?? one.id);
          refused.push({ line: one.line, column, found: name, code: error.code, right: error.message, phase: 'run' });
        }
      };
      if (!asking.allOrNothing) await mapAtOnce(todo, writeOne);
      else
        for (const one of todo) {
          if (refused.length > 0) break;
          await writeOne(one);
        }
      return { added, changed, unchanged: 0, refused };
    },
  };
}

const ofSupplier = ({ supplierId: id, ...supplier }: SupplierView): Known => ({ id, ...supplier });
const ofCustomer = ({ customerId: id, ...customer }: CustomerView): Known => ({ id, ...customer });

/** Suppliers: by id, tax number, or name and phone; each is written by itself. */
export const supplierImports = kindOf({
  columns: SUPPLIER_COLUMNS,
  idColumn: 'supplierId',
  read: ({ caller, actor }, supplierId) =>
    caller.call(inventory.readSupplier, { supplierId } as never, { actor }).then(ofSupplier),
  search: async ({ caller, actor }, text, cursor) => {
    const page = await caller.call(inventory.listSuppliers, { text, cursor, limit: SEARCH_ROWS }, { actor });
    return { ...page, items: page.items.map(ofSupplier) };
  },
  newId: () => mint('supplier'),
  input: inventory.createSupplier.input.omit({ supplierId: true }),
  changes: inventory.changeSupplier.input.shape.changes,
  write: ({ caller, actor, commandId }, { id: supplierId, revision, fields }) =>
    revision === undefined
      ? caller.call(inventory.createSupplier, { supplierId, ...fields } as never, { actor, commandId })
      : caller.call(inventory.changeSupplier, { supplierId, revision, changes: fields } as never, { actor, commandId }),
});

/** Customers: by id, tax number, or name and phone; each is written by itself. */
export const customerImports = kindOf({
  columns: CUSTOMER_COLUMNS,
  idColumn: 'customerId',
  read: ({ caller, actor }, customerId) =>
    caller.call(sales.readCustomer, { customerId } as never, { actor }).then(ofCustomer),
  search: async ({ caller, actor }, text, cursor) => {
    const page = await caller.call(sales.listCustomers, { text, cursor, limit: SEARCH_ROWS }, { actor });
    return { ...page, items: page.items.filter(({ erasedAt }) => erasedAt === undefined).map(ofCustomer) };
  },
  newId: () => mint('customer'),
  input: sales.createCustomer.input.omit({ customerId: true }),
  changes: sales.changeCustomer.input.shape.changes,
  write: ({ caller, actor, commandId }, { id: customerId, revision, fields }) =>
    revision === undefined
      ? caller.call(sales.createCustomer, { customerId, ...fields } as never, { actor, commandId })
      : caller.call(sales.changeCustomer, { customerId, revision, changes: fields, reason: 'import' } as never, {
          actor,
          commandId,
        }),
});
