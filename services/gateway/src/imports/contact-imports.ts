import {
  catalog,
  compactIdentifier,
  identifiersFault,
  inventory,
  MAX_IMPORT_ROWS,
  plainName,
  plainPhone,
  sales,
  type Currency,
  type CustomerView,
  type Identifier,
  type RowMeaning,
  type RowsWritten,
  type SupplierView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { z } from 'zod';
import { CUSTOMER_COLUMNS, SUPPLIER_COLUMNS } from './contact-columns.js';
import {
  changesTo,
  numbersOfRow,
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

/** What a row says of whom it is about. */
interface Sought {
  readonly line: number;
  readonly id?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly identifiers: readonly Identifier[];
}

/** Whom a row is about. */
interface Meant {
  readonly meaning: RowMeaning;
  readonly known?: Known;
}

/** What suppliers and customers do not have in common. */
interface Contacts {
  readonly columns: ColumnNames;
  readonly idColumn: 'supplierId' | 'customerId';
  readonly idOf: z.ZodType<string>;
  readonly match: (asking: Asking, rows: readonly Sought[]) => Promise<(Meant & { readonly line: number })[]>;
  readonly newId: () => string;
  /** What a new one has, and what a change may say, as the service takes them. */
  readonly input: z.ZodType;
  readonly changes: z.ZodType;
  readonly write: (
    asking: Asking & { readonly commandId: string; readonly allOrNothing: boolean },
    todo: readonly ContactTodo[],
  ) => Promise<RowsWritten>;
}

const CHUNK_TIMEOUT_MS = 20_000;
const UNKNOWN: Meant = { meaning: 'unknownId' };
const NOBODY: Meant = { meaning: 'nobody' };

/** The rows as the service is asked for them; what cannot be of anybody is left out, and is a fault of its column later. */
function soughtIn(contacts: Contacts, line: number, cells: ContactCells): Sought | undefined {
  const id = plainText(cells[contacts.idColumn] ?? '');
  if (id !== '') return contacts.idOf.safeParse(id).success ? { line, id, identifiers: [] } : undefined;
  const asked = inventory.matchSuppliers.input.shape.rows.element.shape;
  const name = asked.name.safeParse(plainText(cells.name ?? ''));
  const phone = asked.phone.safeParse(plainText(cells.phone ?? ''));
  return {
    line,
    ...(name.success && name.data !== undefined ? { name: name.data } : {}),
    ...(phone.success && phone.data !== undefined ? { phone: phone.data } : {}),
    identifiers: numbersOfRow(cells).filter((one) => asked.identifiers.element.safeParse(one).success),
  };
}

/** Whom each row is about, in one request. */
async function meantBy(
  contacts: Contacts,
  asking: Asking,
  rows: readonly { readonly line: number; readonly cells: ContactCells }[],
): Promise<ReadonlyMap<number, Meant>> {
  const sought = rows.flatMap(({ line, cells }) => soughtIn(contacts, line, cells) ?? []);
  const found = sought.length === 0 ? [] : await contacts.match(asking, sought);
  return new Map(found.map(({ line, ...meant }) => [line, meant]));
}

/** The fault of a row that means nobody for certain. */
function faultOf({ meaning }: Meant, { idColumn }: Contacts, cells: ContactCells): ContactFault | undefined {
  const text = (column: keyof ContactCells): string => plainText(cells[column] ?? '').slice(0, 200);
  if (meaning === 'unknownId')
    return { column: idColumn, found: text(idColumn), code: 'import.unknown-id', right: idColumn };
  if (meaning === 'several') return { column: 'name', found: text('name'), code: 'import.ambiguous', right: idColumn };
  return undefined;
}

/** The column that an issue of the service's own check is about. */
function columnOf(path: readonly PropertyKey[]): string {
  const [first, second] = path;
  if (first === 'address') return typeof second === 'string' ? second : 'street';
  return String(first);
}

function checkRow(
  contacts: Contacts,
  { columns }: Pick<ImportAsking, 'columns'>,
  { row, cells, meant: whom }: { readonly row: StoredRow; readonly cells: ContactCells; readonly meant: Meant },
  ofShop: Currency | undefined,
): { todo?: ContactTodo; isNew?: boolean; faults: Omit<ImportFault, 'line' | 'phase'>[] } {
  const inFile = ({ column, ...fault }: ContactFault) => ({ column: nameIn(columns, column), ...fault });
  const ofRow = faultsOfRow(columns, row);
  const unclear = faultOf(whom, contacts, cells);
  if (unclear) return { faults: [...ofRow, inFile(unclear)] };
  const meant = whom.known;
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
    chunkRows: MAX_IMPORT_ROWS,
    twiceFinder(columns) {
      const seen = new Map<string, number>();
      return (line, cells) => {
        const texts = cellsOf(columns as FileColumn<keyof ContactCells>[], cells);
        const id = plainText(texts[contacts.idColumn] ?? '');
        const name = plainText(texts.name ?? '');
        const numbers = numbersOfRow(texts).map(({ kind, value }) => `${kind}/${compactIdentifier(value)}`);
        const keys =
          id === '' ? [...numbers, `${plainName(name)}/${plainPhone(texts.phone ?? '')}/${numbers.join(' ')}`] : [id];
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
      const read = rows.map((row) => ({
        row,
        line: row.line,
        cells: cellsOf(asking.columns as FileColumn<keyof ContactCells>[], row.cells),
      }));
      const meant = await meantBy(contacts, asking, read);
      const all = read.map(({ row, line, cells }) => {
        const named = plainText(cells[contacts.idColumn] ?? '') !== '';
        const whom = meant.get(line) ?? (named ? UNKNOWN : NOBODY);
        return { line, ...checkRow(contacts, asking, { row, cells, meant: whom }, ofShop) };
      });
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
      const { written, refused } = await contacts.write(asking, todo);
      const count = (outcome: string): number => written.filter((one) => one.outcome === outcome).length;
      return {
        added: count('new'),
        changed: count('changed'),
        unchanged: 0,
        refused: refused.map(({ line, field, code, message }) => {
          const { id, fields } = todo.find((one) => one.line === line)!;
          const number = (fields['identifiers'] as readonly Identifier[] | undefined)?.find(
            ({ kind }) => kind === field,
          );
          const own = asking.columns.some(({ column }) => column === field) ? field : number ? 'identifiers' : 'name';
          const found = number?.value ?? String(fields['name'] ?? id);
          return { line, column: nameIn(asking.columns, own), found, code, right: message, phase: 'run' as const };
        }),
      };
    },
  };
}

const ofSupplier = ({ supplierId: id, ...supplier }: SupplierView): Known => ({ id, ...supplier });
const ofCustomer = ({ customerId: id, ...customer }: CustomerView): Known => ({ id, ...customer });

/** Suppliers: by id, tax number, or name and phone. */
export const supplierImports = kindOf({
  columns: SUPPLIER_COLUMNS,
  idColumn: 'supplierId',
  idOf: inventory.readSupplier.input.shape.supplierId,
  match: async ({ caller, actor }, sought) => {
    const rows = sought.map(({ id: supplierId, ...row }) => ({ ...row, ...(supplierId ? { supplierId } : {}) }));
    const { items } = await caller.call(inventory.matchSuppliers, { rows } as never, { actor });
    return items.map(({ supplier, ...row }) => ({ ...row, ...(supplier ? { known: ofSupplier(supplier) } : {}) }));
  },
  newId: () => mint('supplier'),
  input: inventory.createSupplier.input.omit({ supplierId: true }),
  changes: inventory.changeSupplier.input.shape.changes,
  write: ({ caller, actor, commandId, allOrNothing }, todo) => {
    const rows = todo.map(({ line, id: supplierId, revision, fields }) =>
      revision === undefined
        ? { line, added: { supplierId, ...fields } }
        : { line, changed: { supplierId, revision, changes: fields } },
    );
    const options = { actor, commandId, timeoutMs: CHUNK_TIMEOUT_MS };
    return caller.call(inventory.importSuppliers, { rows, allOrNothing } as never, options);
  },
});

/** Customers: by id, tax number, or name and phone. */
export const customerImports = kindOf({
  columns: CUSTOMER_COLUMNS,
  idColumn: 'customerId',
  idOf: sales.readCustomer.input.shape.customerId,
  match: async ({ caller, actor }, sought) => {
    const rows = sought.map(({ id: customerId, ...row }) => ({ ...row, ...(customerId ? { customerId } : {}) }));
    const { items } = await caller.call(sales.matchCustomers, { rows } as never, { actor });
    return items.map(({ customer, ...row }) => ({ ...row, ...(customer ? { known: ofCustomer(customer) } : {}) }));
  },
  newId: () => mint('customer'),
  input: sales.createCustomer.input.omit({ customerId: true }),
  changes: sales.changeCustomer.input.shape.changes,
  write: ({ caller, actor, commandId, allOrNothing }, todo) => {
    const rows = todo.map(({ line, id: customerId, revision, fields }) =>
      revision === undefined
        ? { line, added: { customerId, ...fields } }
        : { line, changed: { customerId, revision, changes: fields, reason: 'import' } },
    );
    const options = { actor, commandId, timeoutMs: CHUNK_TIMEOUT_MS };
    return caller.call(sales.importCustomers, { rows, allOrNothing } as never, options);
  },
});
