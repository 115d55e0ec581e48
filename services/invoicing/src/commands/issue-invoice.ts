import { invoicing, invoicingEvents, invoicingErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { issuedEvent, decideIssueInvoice, seriesOf } from '../domain/invoice.js';
import { on } from '../store/invoicing-store.js';

/** Issues the document of a sale and draws its number. */
export const issueInvoice = on.command(invoicing.issueInvoice, {
  keys: (input) => [seriesOf(input), input.saleId],
  load: async (store, input, { attempt }) => ({
    credits: attempt > 1 ? await store.credits(input.saleId) : null, // a second document of the sale fails at its unique key
    series: await store.series(seriesOf(input)),
  }),
  decide: (state, input, context) => {
    const issued = decideIssueInvoice(state, input, context);
    return {
      ...issued,
      reply: { invoiceId: input.invoiceId, number: issued.invoice.number },
      events: [raise(invoicingEvents.invoiceIssued, issuedEvent(issued.invoice))],
    };
  },
  save: (store, { invoice, draw, credits }) => [
    store.moveSeries(draw),
    store.insertInvoice(invoice),
    store.insertCredits(credits),
  ],
  duplicate: ({ invoiceId, saleId }) =>
    invoicingErrors.saleAlreadyInvoiced('A document with this id, or of this sale, was issued before.', {
      invoiceId,
      saleId,
    }),
});
