import { z } from 'zod';
import { contactFields, identifierKinds } from './contact.js';
import { customerMessages, customerView } from './customers.js';
import { importLine, rowsWritten } from './import-rows.js';
import { command, query } from './kernel/messages.js';
import { id, text } from './kernel/schemas.js';
import { MAX_IMPORT_ROWS } from './product-imports.js';
import { supplierMessages, supplierView } from './suppliers.js';

/** Messages that take in suppliers and customers from a file, in chunks. */

/** What a row says of whom it is about; numbers as they are typed, also wrong ones. */
const sought = {
  line: importLine,
  name: contactFields.name.optional(),
  phone: text(100).optional(),
  identifiers: z.array(z.strictObject({ kind: z.enum(identifierKinds), value: text(60) })).max(identifierKinds.length),
};

/** How many a row may mean: nobody so far, one, several; or its id is of nobody. */
export const rowMeaning = z.enum(['nobody', 'one', 'several', 'unknownId']);
export type RowMeaning = z.infer<typeof rowMeaning>;

const meant = { line: z.int(), meaning: rowMeaning };
const some = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(MAX_IMPORT_ROWS);

/** A row that adds a record or changes one. */
function written<A extends z.ZodType, C extends z.ZodType>(added: A, changed: C) {
  return z
    .strictObject({ line: importLine, added: added.optional(), changed: changed.optional() })
    .refine((row) => (row.added === undefined) !== (row.changed === undefined), {
      error: 'must add or change: one of added and changed',
    });
}

const wholeOrPart = {
  /** Nothing is written when a row is refused; otherwise the other rows are. */
  allOrNothing: z.boolean(),
};

/** Messages of inventory about suppliers from a file. */
export const supplierImportMessages = {
  matchSuppliers: query(
    'inventory.matchSuppliers',
    'Which suppliers rows are about: by id, else by number, else by name and phone; archived ones by their id only.',
    {
      input: z.strictObject({ rows: some(z.strictObject({ ...sought, supplierId: id('supplier').optional() })) }),
      reply: z.object({ items: z.array(z.object({ ...meant, supplier: supplierView.optional() })) }),
    },
  ),
  importSuppliers: command('inventory.importSuppliers', 'Adds and changes suppliers in one transaction.', {
    input: z.strictObject({
      rows: some(written(supplierMessages.createSupplier.input, supplierMessages.changeSupplier.input)),
      ...wholeOrPart,
    }),
    reply: rowsWritten,
  }),
} as const;

/** Messages of sales about customers from a file. */
export const customerImportMessages = {
  matchCustomers: query(
    'sales.matchCustomers',
    'Which customers rows are about: by id, else by number, else by name and phone; erased ones by their id only.',
    {
      input: z.strictObject({ rows: some(z.strictObject({ ...sought, customerId: id('customer').optional() })) }),
      reply: z.object({ items: z.array(z.object({ ...meant, customer: customerView.optional() })) }),
    },
  ),
  importCustomers: command('sales.importCustomers', 'Opens and changes customer accounts in one transaction.', {
    input: z.strictObject({
      rows: some(written(customerMessages.createCustomer.input, customerMessages.changeCustomer.input)),
      ...wholeOrPart,
    }),
    reply: rowsWritten,
  }),
} as const;
