import { ApiProblem, Unreachable, type ask as askApi } from '../api/client.js';
import type { NewOrder, Payment, Sale } from '../api/shapes.js';
import type { Problem } from '../api/schema.js';

/** A sale that was asked for and whose end is not known yet. It is stored before anything is sent. */
export interface Act {
  /** Identity of the act: every request it sends carries a key made from it, the same for every retry. */
  readonly id: string;
  readonly order: NewOrder;
  readonly payment?: Payment | undefined;
  /** The order, once the gateway answered for it; `changed` when it already holds this act's content. */
  readonly draft?: { readonly orderId: string; readonly revision: number; readonly changed: boolean } | undefined;
  readonly waitsForManager: boolean;
  /** The cashier gives up waiting; what was asked for is to be cancelled. */
  readonly givenUp: boolean;
}

/** How an act ended. */
export type Ended =
  | { readonly kind: 'sold'; readonly sale: Sale }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      readonly draft?: { orderId: string; revision: number } | undefined;
    }
  | { readonly kind: 'cancelled' };

/** What carrying an act needs of the world. */
export interface World {
  readonly ask: typeof askApi;
  /** Stores the act; called before each request whose answer would change it. */
  readonly save: (act: Act) => void;
  readonly present: () => Act;
  /** Tells that the gateway fails or is silent, or does not any more. */
  readonly trouble: (reason: 'silent' | Problem | undefined) => void;
  /** Waits a little, or until something happened to the order. */
  readonly pause: (ms: number, orderId?: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Carries an act to its end, however often the connection breaks: every request is one that may be sent again. */
export async function carry(world: World): Promise<Ended> {
  try {
    const draft = await openDraft(world);
    return await checkout(world, draft);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.status === 401) throw error;
    return refused(world, error);
  }
}

async function openDraft(world: World): Promise<{ orderId: string; revision: number }> {
  const { id, order, draft } = world.present();
  if (draft?.changed) return draft;
  const { storeId, ...content } = order;
  const made = draft
    ? await insist(world, () =>
        world.ask('PUT /orders/{orderId}', {
          params: { orderId: draft.orderId },
          body: { ...content, revision: draft.revision },
          key: `${id}.change`,
        }),
      )
    : await insist(world, () => world.ask('POST /orders', { body: { ...content, storeId }, key: `${id}.order` }));
  const { orderId, revision } = made;
  world.save({ ...world.present(), draft: { orderId, revision, changed: true } });
  return { orderId, revision };
}

async function checkout(world: World, { orderId, revision }: { orderId: string; revision: number }): Promise<Ended> {
  const { id, payment } = world.present();
  for (;;) {
    if (world.present().givenUp) return giveUp(world, orderId);
    const answer = await insist(world, () =>
      world.ask('POST /orders/{orderId}/checkout', {
        params: { orderId },
        body: { revision, payment },
        key: `${id}.checkout`,
      }),
    );
    if ('sale' in answer) return { kind: 'sold', sale: answer.sale };
    await untilMoved(world, orderId, answer.stage);
  }
}

/** While a manager thinks, the order is looked at; as soon as it moved, the checkout is asked again. */
async function untilMoved(world: World, orderId: string, stage: string | undefined): Promise<void> {
  if (stage !== 'waitingForApproval') return world.pause(400, orderId);
  if (!world.present().waitsForManager) world.save({ ...world.present(), waitsForManager: true });
  while (!world.present().givenUp) {
    await world.pause(2_000, orderId);
    const { state } = await insist(world, () => world.ask('GET /orders/{orderId}', { params: { orderId } }));
    if (state !== 'pendingApproval') break;
  }
  world.save({ ...world.present(), waitsForManager: false });
}

async function giveUp(world: World, orderId: string): Promise<Ended> {
  const { id } = world.present();
  try {
    await insist(world, () =>
      world.ask('POST /orders/{orderId}/cancel', {
        params: { orderId },
        body: { reason: 'given up at the till', refundTo: 'account' },
        key: `${id}.cancel`,
      }),
    );
    return { kind: 'cancelled' };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.status === 401) throw error;
    world.save({ ...world.present(), givenUp: false }); // it was sold already, or is no more to be cancelled: see what became of it
    const { saleId } = await insist(world, () => world.ask('GET /orders/{orderId}', { params: { orderId } }));
    if (!saleId) return refused(world, error);
    return { kind: 'sold', sale: await insist(world, () => world.ask('GET /sales/{saleId}', { params: { saleId } })) };
  }
}

async function refused(world: World, error: ApiProblem): Promise<Ended> {
  const { draft } = world.present();
  if (!draft) return { kind: 'refused', problem: error.problem };
  const order = await insist(world, () => world.ask('GET /orders/{orderId}', { params: { orderId: draft.orderId } }));
  const usable = order.state === 'draft' ? { orderId: order.orderId, revision: order.revision } : undefined;
  return { kind: 'refused', problem: error.problem, draft: usable };
}

/** Asks again and again while the gateway is silent or fails; a refusal and the person's leaving end it. */
async function insist<T>(world: World, request: () => Promise<T>): Promise<T> {
  for (let pauseMs = 400; ; pauseMs = Math.min(pauseMs * 1.5, 3_000)) {
    world.signal.throwIfAborted();
    try {
      const answer = await request();
      world.trouble(undefined);
      return answer;
    } catch (error) {
      if (error instanceof Unreachable) world.trouble('silent');
      else if (error instanceof ApiProblem && error.passing) world.trouble(error.problem);
      else throw error;
    }
    await world.pause(pauseMs);
  }
}
