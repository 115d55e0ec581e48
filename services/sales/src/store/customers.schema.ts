import { plain, readByIdRange, storeSchema } from '@comptoir/kit';

/** Customer accounts. `leadKey` is the id and `kindKey` the kind with it, of accounts that lead: the orders of the lists. `recognised` holds the keys that a row of a file knows those by that are not erased. */
export const customerSchema = storeSchema({
  _id: String,
  kind: String,
  name: String,
  profile: String,
  identifiers: { ...plain, default: undefined },
  phone: String,
  email: String,
  address: plain,
  paymentTermsDays: Number,
  creditLimit: plain,
  group: String,
  revision: Number,
  createdAt: String,
  erasedAt: String,
  touched: Number,
  mergedInto: String,
  merged: { ...plain, default: undefined },
  leadKey: String,
  kindKey: String,
  recognised: { type: [String], default: undefined },
});
customerSchema.index({ leadKey: 1 }, { sparse: true });
customerSchema.index({ kindKey: 1 }, { sparse: true });
customerSchema.index({ recognised: 1 }, { sparse: true });

/** Numbers that one account has; deleted where the account loses them. */
export const identifierSchema = storeSchema({ _id: String, customerId: String });

/** What customers are found by: one a word and customer; deleted with the word. */
export const customerSearchSchema = storeSchema({
  _id: String,
  key: String,
  customerId: String,
  kind: String,
  words: [String],
  numbers: [String],
});
customerSearchSchema.index({ key: 1 });
customerSearchSchema.index({ customerId: 1 });

/** What was done to customers: written once, but for an erasure. */
export const customerChangeSchema = storeSchema({
  _id: String,
  customerId: String,
  what: String,
  at: String,
  by: String,
  commandId: String,
  reason: String,
  otherId: String,
  fields: plain,
});
customerChangeSchema.index({ customerId: 1 });

readByIdRange(customerSchema);
