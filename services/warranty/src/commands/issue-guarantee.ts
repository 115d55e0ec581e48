import { warranty, warrantyEvents, warrantyErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { changedEvent, decideIssueGuarantee } from '../domain/guarantee.js';
import { on } from '../store/warranty-store.js';

/** Issues the guarantee of an invoice. */
export const issueGuarantee = on.command(warranty.issueGuarantee, {
  keys: ({ saleId }) => [saleId],
  load: (store, { saleId }) => store.guaranteeOfSale(saleId),
  decide: (existing, input, context) => {
    const guarantee = decideIssueGuarantee(existing, input, context);
    return {
      guarantee,
      reply: { guaranteeId: guarantee._id },
      events: [raise(warrantyEvents.guaranteeChanged, changedEvent(guarantee))],
    };
  },
  save: (store, { guarantee }) => [store.insertGuarantee(guarantee)],
  duplicate: ({ guaranteeId, invoiceId, saleId }) =>
    warrantyErrors.guaranteeExists('A guarantee with this id, or of this invoice or sale, was issued before.', {
      guaranteeId,
      invoiceId,
      saleId,
    }),
});
