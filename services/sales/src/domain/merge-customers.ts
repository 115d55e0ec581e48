import { salesErrors, type ParsedInputOf, type sales } from '@comptoir/contracts';
import { changeRow, differences, requireRevision, type ChangeMoment } from './change-customer.js';
import { idsOf, requireLiving } from './customer.js';
import { omitUndefined } from './omit-undefined.js';
import type { CustomerChangeRecord, CustomerRecord } from './records.js';

/** Accounts that may be merged into one: all are read and added up together. */
export const MOST_MERGED = 49;

/** What a merge looks at: both accounts as they are stored, and those merged into them before. */
export interface MergeState {
  readonly lead: CustomerRecord | null;
  readonly second: CustomerRecord | null;
  readonly mergedBefore: readonly CustomerRecord[];
}

/** What a merge writes. `followers` are accounts merged into the second one before: they now lead to the first. */
export interface Merged {
  readonly lead: CustomerRecord;
  readonly second: CustomerRecord;
  readonly followers: readonly CustomerRecord[];
  readonly changes: readonly CustomerChangeRecord[];
}

/**
 * Merges the second account into the first: its id leads to the first from now on, and what it had merged before too, so
 * that one step leads to every account. What the first lacks (phone, e-mail, address, numbers) it takes over; terms and
 * limit stay its own. Refuses accounts that lead no more, walk-ins, erased ones, and revisions that are over.
 */
export function decideMergeCustomers(
  state: MergeState,
  input: ParsedInputOf<typeof sales.mergeCustomers>,
  moment: ChangeMoment,
): Merged {
  const { customerId, revision, merged, reason } = input;
  if (customerId === merged.customerId) {
    throw salesErrors.customerMerged('An account is not merged with itself: choose the second one.', {
      mergedInto: customerId,
    });
  }
  const before = requireRevision(requireLeading(state.lead, customerId), revision);
  const second = requireRevision(requireLeading(state.second, merged.customerId), merged.revision);
  const all = [...(before.merged ?? []), ...idsOf(second)];
  if (all.length > MOST_MERGED) {
    throw salesErrors.mergedTooOften(`At most ${MOST_MERGED} accounts are merged into one.`, { most: MOST_MERGED });
  }
  const lead: CustomerRecord = omitUndefined({
    ...before,
    ...takenOver(before, second),
    merged: all,
    revision: revision + 1,
  });
  const { merged: _before, ...kept } = second;
  const ended: CustomerRecord = { ...kept, mergedInto: lead._id, revision: second.revision + 1 };
  return {
    lead,
    second: ended,
    followers: state.mergedBefore
      .filter((one) => one.mergedInto === second._id)
      .map((one) => ({ ...one, mergedInto: lead._id })),
    changes: [
      changeRow(lead, 'merged', differences(before, lead), moment, { reason, otherId: second._id }),
      changeRow(ended, 'mergedInto', [], moment, { reason, otherId: lead._id }),
    ],
  };
}

/** The account, if it is a named one and leads. */
function requireLeading(found: CustomerRecord | null, customerId: string): CustomerRecord {
  const customer = requireLiving(found, customerId);
  if (customer.kind === 'walkIn') {
    throw salesErrors.customerIsWalkIn('The account of walk-ins is nobody’s: merge accounts of named customers.', {
      customerId,
    });
  }
  const { mergedInto } = customer;
  if (mergedInto === undefined) return customer;
  throw salesErrors.customerMerged(`${customer.name} was merged into another account: use that one.`, {
    customerId,
    mergedInto,
  });
}

/** The facts of the second account that the first one lacks; numbers of a kind it has, or of another country, stay where they are. */
function takenOver(lead: CustomerRecord, second: CustomerRecord): Partial<CustomerRecord> {
  const { phone = second.phone, email = second.email, address = second.address } = lead;
  const kinds = lead.identifiers.map((one) => one.kind);
  const profile = lead.identifiers.length === 0 ? second.profile : lead.profile;
  const identifiers =
    profile === second.profile
      ? [...lead.identifiers, ...second.identifiers.filter(({ kind }) => !kinds.includes(kind))]
      : lead.identifiers;
  return { phone, email, address, profile, identifiers };
}
