import { z } from 'zod';
import { contactChanges, contactFields, storedContact } from './contact.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, day, id, instant, page, pageOf, quantity, text } from './kernel/schemas.js';

/** Messages of inventory about suppliers, and about what each of them supplies. */

const supplierFields = {
  ...contactFields,
  /** Days within which the supplier is to be paid; absent: no day is agreed. */
  paymentTermsDays: z.int().min(0).max(365).optional(),
  /** Days from an order to its delivery, as the supplier promises. */
  leadTimeDays: z.int().min(0).max(365).optional(),
  note: text(1000).optional(),
};

/** A supplier; two of them may have the same name. */
export const supplierView = z.object({
  supplierId: id('supplier'),
  ...supplierFields,
  ...storedContact,
  /** No longer offered; its deliveries and prices stay. */
  archived: z.boolean().default(false),
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
});
export type SupplierView = z.infer<typeof supplierView>;

/** What of a supplier may be changed; null takes a fact out. */
export const supplierChanges = z.strictObject({
  ...contactChanges,
  paymentTermsDays: supplierFields.paymentTermsDays.nullable(),
  leadTimeDays: supplierFields.leadTimeDays.nullable(),
  note: supplierFields.note.nullable(),
  archived: z.boolean().optional(),
});

const catalogNumber = text(60);

/** A product as a supplier has it. */
export const supplierProductView = z.object({
  supplierId: id('supplier'),
  productId: id('product'),
  /** The supplier's own number for the product. */
  catalogNumber: catalogNumber.optional(),
  /** The supplier sells it by so many, smallest units: what to order is rounded up to a multiple. */
  orderMultiple: quantity.optional(),
  /** Who set the number or the multiple, and when. */
  numberSet: z.object({ at: instant, by: z.string() }).optional(),
  /** The last delivery that brought it: all lines of the product taken together, without the extra costs of the delivery. */
  last: z
    .object({ deliveryId: id('delivery'), receivedDay: day, quantity, costMinor: amountMinor, currency })
    .optional(),
});
export type SupplierProductView = z.infer<typeof supplierProductView>;

/** A supplier of a product. */
export const productSupplierView = supplierProductView.extend({ supplierName: z.string(), archived: z.boolean() });
export type ProductSupplierView = z.infer<typeof productSupplierView>;

/** Refusals about suppliers. */
export const supplierErrors = {
  supplierUnknown: defineError('supplier.unknown', 'notFound'),
  supplierExists: defineError('supplier.exists', 'conflict'),
  /** Another revision is current: read the supplier again. details: {revision, asked}. */
  supplierChanged: defineError('supplier.changed', 'conflict'),
  /** Another supplier has this number. details: {kind, value, supplierId, name}. */
  supplierNumberTaken: defineError('supplier.identifier-taken', 'conflict'),
  /** The supplier is no longer offered. details: {supplierId, name}. */
  supplierArchived: defineError('supplier.archived', 'rejected'),
} as const;

const supplierId = id('supplier');
const productId = id('product');

/** Messages of inventory about suppliers. */
export const supplierMessages = {
  createSupplier: command(
    'inventory.createSupplier',
    'Adds a supplier; a tax or register number that another supplier has is refused.',
    { input: z.strictObject({ supplierId, ...supplierFields }), reply: supplierView },
  ),
  changeSupplier: command(
    'inventory.changeSupplier',
    'Changes a supplier, or archives it; past deliveries keep the name of their day.',
    {
      input: z.strictObject({
        supplierId,
        /** The revision the change was made against; another one is refused. */
        revision: z.int().min(1),
        changes: supplierChanges,
      }),
      reply: supplierView,
    },
  ),
  setSupplierProduct: command(
    'inventory.setSupplierProduct',
    'Sets the number that a supplier has for a product, and by how many it is ordered; null takes a fact out.',
    {
      input: z.strictObject({
        supplierId,
        productId,
        catalogNumber: catalogNumber.nullable(),
        /** Stays as it is where it is left out. */
        orderMultiple: quantity.nullable().optional(),
      }),
      reply: supplierProductView,
    },
  ),
  readSupplier: query('inventory.readSupplier', 'One supplier.', {
    input: z.strictObject({ supplierId }),
    reply: supplierView,
  }),
  listSuppliers: query(
    'inventory.listSuppliers',
    'Suppliers by the start of words of the name, in any order, by phone or its last digits, or by tax number; without text all, by name.',
    {
      input: z.strictObject({
        text: text(100).optional(),
        /** Those that are archived instead of those that are offered. */
        archived: z.boolean().default(false),
        ...page,
      }),
      reply: pageOf(supplierView),
    },
  ),
  listSupplierProducts: query(
    'inventory.listSupplierProducts',
    'Products of a supplier, with its numbers for them and what they cost last.',
    { input: z.strictObject({ supplierId, ...page }), reply: pageOf(supplierProductView) },
  ),
  listProductSuppliers: query(
    'inventory.listProductSuppliers',
    'Suppliers of a product, with their numbers for it and what it cost last.',
    { input: z.strictObject({ productId, ...page }), reply: pageOf(productSupplierView) },
  ),
} as const;
