import { invoicing, invoicingEvents, invoicingErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { creditSeriesOf, decideIssueCreditNote } from '../domain/credit-note.js';
import { issuedEvent } from '../domain/invoice.js';
import { on } from '../store/invoicing-store.js';

/** Issues the credit note of a correction. Credit notes of a year queue up: the message does not name the store. */
export const issueCreditNote = on.command(invoicing.issueCreditNote, {
  keys: (input) => [`A-${input.businessDay.slice(0, 4)}`, input.saleId],
  load: async (store, input) => {
    const credits = await store.credits(input.saleId);
    const original = credits && (await store.invoice(credits.invoiceId));
    const series = original && (await store.series(creditSeriesOf(original, input)));
    return { credits, original, series };
  },
  decide: (state, input, context) => {
    const issued = decideIssueCreditNote(state, input, context);
    return {
      ...issued,
      reply: { invoiceId: input.invoiceId, number: issued.invoice.number },
      events: [raise(invoicingEvents.invoiceIssued, issuedEvent(issued.invoice))],
    };
  },
  save: (store, { invoice, draw, credits }) => [
    store.moveSeries(draw),
    store.insertInvoice(invoice),
    store.saveCredits(credits),
  ],
  duplicate: ({ invoiceId, correctionId }) =>
    invoicingErrors.correctionAlreadyCredited('A document with this id, or of this correction, was issued before.', {
      invoiceId,
      correctionId,
    }),
});
