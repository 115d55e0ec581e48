import { setTimeout as pause } from 'node:timers/promises';
import { eventually, type ApiAnswer } from '@comptoir/deploy/testing';
import { APPROVAL_SECONDS, type FaultSystem } from '../fault-system.js';
import { outcomeKey, retryUntilFinal, type ApiRequest } from '../retrying-client.js';
import { becomesTrue } from '../waiting.js';
import { newKey, post, prepareCheckout, prepareProduct, type StockedProduct } from './contention-requests.js';
import type { FaultContext, FaultReport } from './fault-context.js';

/** Approves and rejects one order at once, then approves another one at its deadline: one verdict each, the same for all. */
export async function decideTwice({ system }: FaultContext): Promise<FaultReport> {
  const product = await prepareProduct(system, [[9, 500]]);
  const rivals = await approveAndReject(system, product);
  const late = await approveAtDeadline(system, product);
  return {
    action: 'one order approved and rejected at once, another one approved at its deadline',
    observed: `${rivals.observed}; ${late.observed}`,
    problems: [...rivals.problems, ...late.problems],
  };
}

interface Observation {
  readonly observed: string;
  readonly problems: string[];
}

async function approveAndReject(system: FaultSystem, product: StockedProduct): Promise<Observation> {
  const { orderId, checkout } = await waitingOrder(system, product);
  const verdicts = await Promise.all([
    post(system.testSystem.manager, `/orders/${orderId}/approve`, {}),
    post(system.testSystem.owner, `/orders/${orderId}/reject`, {}),
  ]);
  const { answer } = await retryUntilFinal(checkout);
  const accepted = verdicts.filter((verdict) => verdict.status === 200);
  const approved = new Set(accepted.map((verdict) => verdict.body.verdict.approved as boolean));
  const problems: string[] = [];
  if (approved.size > 1) problems.push('the two managers were answered different verdicts');
  if (approved.size > 0 && approved.has(true) !== (answer.status === 200))
    problems.push(`the verdict was ${[...approved].join()} and the checkout ${outcomeKey(answer)}`);
  return { observed: `${verdicts.map(outcomeKey).join(' / ')}, checkout ${outcomeKey(answer)}`, problems };
}

async function approveAtDeadline(system: FaultSystem, product: StockedProduct): Promise<Observation> {
  const { orderId, checkout } = await waitingOrder(system, product);
  const { approval } = await eventually(() => system.testSystem.cashier.get(`/orders/${orderId}`), 60_000);
  const deadline = new Date(approval?.deadline ?? Date.now() + APPROVAL_SECONDS * 1_000).getTime();
  await pause(Math.max(0, deadline - Date.now() - 5));
  const verdict = await post(system.testSystem.manager, `/orders/${orderId}/approve`, {});
  const { answer } = await retryUntilFinal(checkout);
  const observed = `at the deadline the manager was answered ${outcomeKey(verdict)}, the checkout ${outcomeKey(answer)}`;
  const isApproved = verdict.status === 200 && verdict.body.order.state === 'paid';
  return { observed, problems: isApproved === (answer.status === 200) ? [] : [observed] };
}

/** An order whose checkout waits for a manager's approval. */
async function waitingOrder(
  system: FaultSystem,
  product: StockedProduct,
): Promise<{ orderId: string; checkout: ApiRequest }> {
  const { orderId, checkout } = await prepareCheckout(system, product, { approvalRequested: true });
  await retryUntilFinal(checkout, { acceptPending: (answer) => answer.body?.stage === 'waitingForApproval' });
  return { orderId, checkout };
}

/** Edits a product while its checkout is held at holdStock: the sale must keep the frozen name, price, tax and warranty. */
export async function editDuringCheckout({ system }: FaultContext): Promise<FaultReport> {
  const product = await prepareProduct(system, [[9, 500]], { warrantyMonths: 12 });
  const { orderId, checkout } = await prepareCheckout(system, product);
  const faultId = system.arm({
    subject: 'inventory.holdStock',
    saga: `checkout/${orderId}/`,
    point: 'arrived',
    action: 'hold',
  });
  const sold = retryUntilFinal(checkout);
  await becomesTrue(() => system.hitCount(faultId) > 0, 30_000);
  const changes = { name: 'Changed meanwhile', priceListMinor: 10_900, taxRateBps: 900, warrantyMonths: 1 };
  const edit = await retryUntilFinal({
    client: system.testSystem.manager,
    method: 'PATCH',
    path: `/products/${product.productId}`,
    body: { revision: 1, changes },
    key: newKey(),
  });
  system.disarm(faultId);
  const { answer } = await sold;
  const problems: string[] = [];
  if (edit.answer.status !== 200) problems.push(`the edit was answered ${outcomeKey(edit.answer)}`);
  if (answer.status === 200 && !hasFrozenTerms(answer, changes.name))
    problems.push(`the sale has ${JSON.stringify(answer.body.sale.lines[0])}`);
  return {
    action: 'name, price, tax and warranty of a product edited while its checkout was held at holdStock',
    observed: `edit ${edit.answer.status}, checkout ${answer.status}`,
    problems,
  };
}

function hasFrozenTerms(answer: ApiAnswer, newName: string): boolean {
  const line = answer.body.sale.lines[0];
  return (
    line.name !== newName && line.unitPriceMinor === 10_000 && line.taxRateBps === 1_900 && line.warrantyMonths === 12
  );
}
