import type { FaultSystem } from '../fault-system.js';
import { outcomeKey } from '../retrying-client.js';
import { availableUnits, post, prepareSales, statusesOf } from './contention-requests.js';
import type { FaultContext, FaultReport } from './fault-context.js';

const REASON = 'contention';

/** Cancels a sale twice at once, and cancels and returns a sale at once: one credit note each, the other is refused. */
export async function cancelTwice({ system }: FaultContext): Promise<FaultReport> {
  const cancels = await cancelAgainst(system, 'cancel');
  const cancelAndReturn = await cancelAgainst(system, 'returns');
  return {
    action: 'two cancellations of one sale at once, and a cancellation and a return',
    observed: `${cancels.observed}; ${cancelAndReturn.observed}`,
    problems: [...cancels.problems, ...cancelAndReturn.problems],
  };
}

async function cancelAgainst(
  system: FaultSystem,
  other: 'cancel' | 'returns',
): Promise<{ observed: string; problems: string[] }> {
  const { manager } = system.testSystem;
  const { product, sales } = await prepareSales(system, [[9, 500]], { count: 1, quantity: 2 });
  const [sale] = sales;
  const cancel = {
    revision: sale.revision,
    reason: REASON,
    refundTo: 'cash',
    tillSessionId: product.store.tillSessionId,
  };
  const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }];
  const answers = await Promise.all([
    post(manager, `/sales/${sale.saleId}/cancel`, cancel),
    post(manager, `/sales/${sale.saleId}/${other}`, other === 'returns' ? { ...cancel, lines } : cancel),
  ]);
  const notes = await system
    .db('invoicing')
    .collection('invoices')
    .countDocuments({ saleId: sale.saleId, type: 'CREDIT_NOTE' });
  const accepted = answers.filter((answer) => answer.status === 200).length;
  const gaveUp = answers.filter((answer) => answer.body?.code === 'saga.gave-up').length;
  const problems: string[] = [];
  if (accepted !== notes || notes > 1) problems.push(`${statusesOf(answers)} with ${notes} credit notes`);
  if (accepted === 0 && gaveUp < answers.length)
    problems.push(`neither was accepted: ${answers.map(outcomeKey).join(', ')}`);
  return { observed: `cancel and ${other}: ${statusesOf(answers)}, ${notes} credit note`, problems };
}

/** Returns the only unit of a sale twice at once: at most one return may be accepted. */
export async function returnTwice({ system }: FaultContext): Promise<FaultReport> {
  const { product, sales } = await prepareSales(system, [[1, 500]], { count: 1, quantity: 1 });
  const [sale] = sales;
  const body = {
    revision: sale.revision,
    reason: REASON,
    refundTo: 'cash',
    tillSessionId: product.store.tillSessionId,
    lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
  };
  const returnOnce = () => post(system.testSystem.cashier, `/sales/${sale.saleId}/returns`, body);
  const answers = await Promise.all([returnOnce(), returnOnce()]);
  const accepted = answers.filter((answer) => answer.status === 200).length;
  const available = await availableUnits(product);
  return {
    action: 'the one unit of a sale returned twice at once',
    observed: `${statusesOf(answers)}; ${available} in stock`,
    problems:
      accepted > 1 || available !== accepted
        ? [`${accepted} returns were accepted and ${available} units are in stock`]
        : [],
  };
}
