import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Msg } from '@nats-io/transport-node';
import { z } from 'zod';
import { pause } from './clock.js';
import { ConfigError } from './config.js';

/**
 * Faults made on purpose, for test shops only. Off by default: then every point is a function that returns at once.
 * Switched on, a process reads what is armed from `<folder>/<process>.json` at every point, so that a runner arms and
 * disarms while the shop runs, also while NATS or the database is down; each hit is a line of `<folder>/<process>.hits`,
 * which survives kill -9, so that a fault armed once hits once.
 */

/** A request came in and nothing was done; an act begins; it is about to commit; it has committed; its reply is about to leave. */
export type FaultPoint = 'arrived' | 'begun' | 'committing' | 'committed' | 'replying';

const fault = z.strictObject({
  id: z.string().min(1),
  /** Subject of the command or type of the event; `*` for any. */
  subject: z.string().min(1),
  /** Start of the command's or saga's id. */
  saga: z.string().optional(),
  point: z.enum(['arrived', 'begun', 'committing', 'committed', 'replying']),
  /** kill: SIGKILL to itself. throw: fails as by a bug. drop: goes no further. refuse: answers a refusal of this code. twice: again after `ms`. hold: waits until disarmed. */
  action: z.enum(['kill', 'throw', 'drop', 'delay', 'refuse', 'twice', 'hold']),
  code: z.string().default('fault.on-purpose'),
  ms: z.int().min(0).default(0),
  /** How many matches pass before the first hit, and how many are hit. */
  skip: z.int().min(0).default(0),
  times: z.int().min(1).default(1),
});

/** A fault as it is armed. */
export type ArmedFault = z.input<typeof fault>;
type Fault = z.output<typeof fault>;

/** What passes a point. */
export interface MessageInfo {
  readonly subject: string;
  readonly commandId?: string;
  readonly sagaId?: string;
}

/** A line of the hits: the fault's number of matches so far, and whether this one was hit. */
export interface FaultMatch extends MessageInfo {
  readonly id: string;
  readonly match: number;
  readonly hit: boolean;
}

const settings = z.object({ COMPTOIR_TEST_INSTALLATION: z.literal('1'), COMPTOIR_FAULTS: z.string() });
let folder: { readonly armed: string; readonly hits: string } | undefined;
const matches = new Map<string, number>();

/** Switches faults on when COMPTOIR_FAULTS is set (JSON: {"folder"}); refuses to boot where this is not a test shop. */
export function openFaults(name: string, env: NodeJS.ProcessEnv = process.env): void {
  folder = undefined;
  if (env.COMPTOIR_FAULTS === undefined) return;
  if (!settings.safeParse(env).success) {
    throw new ConfigError(
      'The configuration cannot be used:\n  COMPTOIR_FAULTS: makes faults on purpose, and this is no test shop (COMPTOIR_TEST_INSTALLATION=1)',
    );
  }
  const parsed = z.strictObject({ folder: z.string().min(1) }).safeParse(jsonOf(env.COMPTOIR_FAULTS));
  if (!parsed.success)
    throw new ConfigError('The configuration cannot be used:\n  COMPTOIR_FAULTS: must be JSON as {"folder": "/path"}');
  folder = { armed: join(parsed.data.folder, `${name}.json`), hits: join(parsed.data.folder, `${name}.hits`) };
  for (const line of textOf(folder.hits).split('\n').filter(Boolean)) {
    const { id, match } = JSON.parse(line) as FaultMatch;
    matches.set(id, match);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function armed(): readonly Fault[] {
  return folder ? z.array(fault).parse(jsonOf(textOf(folder.armed)) ?? []) : [];
}

/** The fault that hits here, if one does; every match is written down before anything else happens. */
function hitAt(point: FaultPoint, messageInfo: MessageInfo): Fault | undefined {
  let first: Fault | undefined;
  for (const one of armed()) {
    if (one.point !== point || (one.subject !== '*' && one.subject !== messageInfo.subject)) continue;
    if (
      one.saga !== undefined &&
      !`${messageInfo.commandId ?? ''}`.startsWith(one.saga) &&
      !`${messageInfo.sagaId ?? ''}`.startsWith(one.saga)
    )
      continue;
    const match = (matches.get(one.id) ?? 0) + 1;
    matches.set(one.id, match);
    const hit = first === undefined && match > one.skip && match <= one.skip + one.times;
    if (hit || match <= one.skip)
      appendFileSync(
        folder!.hits,
        `${JSON.stringify({ ...messageInfo, id: one.id, match, hit } satisfies FaultMatch)}\n`,
      );
    if (hit) first = one;
  }
  return first;
}

async function applyFault(one: Fault): Promise<void> {
  if (one.action === 'kill') process.kill(process.pid, 'SIGKILL');
  if (one.action === 'throw') throw new Error(`a fault on purpose: ${one.id}`);
  if (one.action === 'delay') await pause(one.ms);
  while (one.action === 'hold' && armed().some((still) => still.id === one.id)) await pause(10);
}

/** A point inside an act. */
export async function faultPoint(
  point: 'begun' | 'committing' | 'committed',
  command: { readonly commandId: string; readonly subject: string; readonly sagaId?: string },
): Promise<void> {
  const one =
    folder && hitAt(point, { subject: command.subject, commandId: command.commandId, sagaId: command.sagaId });
  if (one) await applyFault(one);
}

type Take = (error: Error | null, message: Msg) => Promise<void>;

/** The way of a request into the room and of its reply out of it, with its two points; the way itself where faults are off. */
export function withFaults(subject: string, take: Take): Take {
  if (!folder) return take;
  return async (error, message) => {
    if (error) return take(error, message);
    const messageInfo = messageInfoOf(subject, message);
    const one = hitAt('arrived', messageInfo);
    const answering = withReplyFaults(message, messageInfo);
    if (one?.action === 'drop') return;
    if (one?.action === 'refuse') return void message.respond(refusalReply(one.code));
    if (one?.action === 'throw')
      return void message.respond(
        JSON.stringify({
          id: 'raw',
          err: { code: 'fault', kind: 'fault', message: one.id, details: {} },
          isDisposed: true,
        }),
      );
    if (one?.action === 'twice') void pause(one.ms).then(() => take(null, answering));
    else if (one) await applyFault(one);
    return take(null, answering);
  };
}

function messageInfoOf(subject: string, message: Msg): MessageInfo {
  const { data } = (jsonOf(new TextDecoder().decode(message.data)) ?? {}) as {
    data?: { commandId?: string; sagaId?: string };
  };
  return { subject, commandId: data?.commandId, sagaId: data?.sagaId };
}

function refusalReply(code: string): string {
  return JSON.stringify({
    id: 'raw',
    err: { code, kind: 'conflict', message: 'Refused on purpose.', details: {} },
    isDisposed: true,
  });
}

/** The same message, whose reply may be lost or late. */
function withReplyFaults(message: Msg, messageInfo: MessageInfo): Msg {
  const respond = (...reply: Parameters<Msg['respond']>): boolean => {
    const one = hitAt('replying', messageInfo);
    if (!one) return message.respond(...reply);
    if (one.action === 'drop') return true;
    void applyFault(one).then(() => message.respond(...reply));
    return true;
  };
  return new Proxy(message, { get: (target, key) => (key === 'respond' ? respond : Reflect.get(target, key, target)) });
}
