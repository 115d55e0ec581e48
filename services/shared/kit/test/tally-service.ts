import { z } from 'zod';
import { command, event, query, defineError } from '@comptoir/contracts';
import {
  Accepts,
  Controller,
  defineService,
  MessageDispatcher,
  MESSAGE_DISPATCHER,
  handlersFor,
  Inject,
  insert,
  modelOf,
  Payload,
  raise,
  remove,
  storeSchema,
  update,
  type ClientSession,
  type Connection,
} from '../src/index.js';

/** A small service with numbered boxes, made to test the kit. */
const boxSchema = storeSchema({ _id: String, left: Number });
const takenSchema = storeSchema({ _id: String, box: String });
takenSchema.index({ box: 1 });

export const tallyErrors = {
  empty: defineError('box.empty', 'conflict'),
  exists: defineError('box.exists', 'conflict'),
  unknown: defineError('box.unknown', 'notFound'),
};

export const tally = {
  addBox: command('tally.addBox', 'Adds a box.', {
    input: z.strictObject({ box: z.string(), left: z.int().min(0) }),
    reply: z.object({ box: z.string() }),
  }),
  takeOne: command('tally.takeOne', 'Takes one out of a box; the ticket has a note of the given length.', {
    input: z.strictObject({ box: z.string(), queued: z.boolean().default(true), noteLength: z.int().default(0) }),
    reply: z.object({ ticket: z.string(), left: z.int(), note: z.string().optional() }),
  }),
  putOne: command('tally.putOne', 'Puts one into a box, which is made for the first one.', {
    input: z.strictObject({ box: z.string() }),
    reply: z.object({ left: z.int() }),
  }),
  dropBox: command('tally.dropBox', 'Throws a box away, whatever is left in it.', {
    input: z.strictObject({ box: z.string() }),
    reply: z.object({ left: z.int() }),
  }),
  readBox: query('tally.readBox', 'What is left.', {
    input: z.strictObject({ box: z.string() }),
    reply: z.object({ left: z.int() }),
  }),
};
export const taken = event('tally.taken', 'One was taken.', z.object({ box: z.string(), left: z.int() }));
export const refilled = event('supplier.refilled', 'A box was refilled.', z.object({ box: z.string(), by: z.int() }));
export const recalled = event('supplier.recalled', 'One must be taken out.', z.object({ box: z.string() }));

const store = (connection: Connection) => {
  const boxes = modelOf(connection, 'boxes', boxSchema);
  const tickets = modelOf(connection, 'tickets', takenSchema);
  return (session: ClientSession | null) => ({
    box: (id: string) => boxes.findById(id).session(session).lean<{ _id: string; left: number }>(),
    addBox: (id: string, left: number) => insert(boxes, { _id: id, left }),
    takeFrom: (id: string) => update(boxes, { _id: id, left: { $gte: 1 } }, { $inc: { left: -1 } }),
    refill: (id: string, by: number) => update(boxes, { _id: id }, { $inc: { left: by } }),
    dropBox: (id: string) => remove(boxes, { _id: id }),
    ticket: (id: string, box: string) => insert(tickets, { _id: id, box }),
  });
};
/** The attempts in which putOne was loaded. */
export const putAttempts: number[] = [];
/** So many loads of putOne find no box, as if another process made it after their snapshot. */
export const blindLoads = { left: 0 };
type TallyStore = ReturnType<ReturnType<typeof store>>;
const on = handlersFor<TallyStore>();

const addBox = on.command(tally.addBox, {
  load: () => undefined,
  decide: (_state, input) => ({ reply: { box: input.box } }),
  save: (s, _decided, input) => [s.addBox(input.box, input.left)],
  duplicate: (input) => tallyErrors.exists(`There is a box ${input.box} already.`),
});
const takeOne = on.command(tally.takeOne, {
  keys: (input) => (input.queued ? [input.box] : []),
  load: (s, input) => s.box(input.box),
  decide: (box, input, context) => {
    if (!box || box.left < 1) throw tallyErrors.empty('The box is empty.', { left: box?.left ?? 0 });
    const left = box.left - 1;
    const note = input.noteLength > 0 ? { note: 'x'.repeat(input.noteLength) } : {};
    return {
      reply: { ticket: context.mint('movement'), left, ...note },
      events: [raise(taken, { box: input.box, left })],
    };
  },
  save: (s, decided, input) => [s.takeFrom(input.box), s.ticket(decided.reply.ticket, input.box)],
});
const putOne = on.command(tally.putOne, {
  load: (s, input, { attempt }) => {
    putAttempts.push(attempt);
    return blindLoads.left-- > 0 ? null : s.box(input.box);
  },
  decide: (box) => ({ box, reply: { left: (box?.left ?? 0) + 1 } }),
  save: (s, { box }, input) => [box ? s.refill(input.box, 1) : s.addBox(input.box, 1)],
  duplicate: (input) => tallyErrors.exists(`There is a box ${input.box} already.`),
});
const dropBox = on.command(tally.dropBox, {
  load: (s, input) => s.box(input.box),
  decide: (box) => {
    if (!box) throw tallyErrors.unknown('There is no such box.');
    return { reply: { left: box.left } };
  },
  save: (s, _decided, input) => [s.dropBox(input.box)],
});
const readBox = on.query(tally.readBox, async (s, input) => ({ left: (await s.box(input.box))?.left ?? 0 }));
const onRefilled = on.reaction(refilled, {
  keys: (data) => [data.box],
  load: (s, data) => s.box(data.box),
  decide: (box) => {
    if (!box) throw tallyErrors.unknown('There is no such box.');
    return {};
  },
  save: (s, _decided, data) => [s.refill(data.box, data.by)],
});
/** A reaction that only the next version of the service has. */
const onRecalled = on.reaction(recalled, {
  keys: (data) => [data.box],
  load: () => undefined,
  decide: () => ({}),
  save: (s, _decided, data) => [s.takeFrom(data.box)],
});

@Controller()
class TallyController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<TallyStore>) {}
  @Accepts(tally.addBox) addBox(@Payload() message: unknown) {
    return this.dispatcher.handle(addBox, message);
  }
  @Accepts(tally.takeOne) takeOne(@Payload() message: unknown) {
    return this.dispatcher.handle(takeOne, message);
  }
  @Accepts(tally.putOne) putOne(@Payload() message: unknown) {
    return this.dispatcher.handle(putOne, message);
  }
  @Accepts(tally.dropBox) dropBox(@Payload() message: unknown) {
    return this.dispatcher.handle(dropBox, message);
  }
  @Accepts(tally.readBox) readBox(@Payload() message: unknown) {
    return this.dispatcher.handle(readBox, message);
  }
}

export const tallyService = defineService({
  name: 'tally',
  contract: tally,
  controller: TallyController,
  store,
  reactions: [onRefilled],
});

/** The same service in its next version, which reacts to one more event. */
export const nextTallyService = defineService({ ...tallyService, reactions: [onRefilled, onRecalled] });
