import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Msg } from '@nats-io/transport-node';
import { z } from 'zod';
import { pause } from './clock.js';
import { commonConfig, ConfigError, readConfig } from './config.js';

/**
 * Fault injection, for test installations only. Off by default: then every fault point returns at once. When it is on, a
 * process reads the armed faults from `<folder>/<process>.json` at every fault point. So a test runner can arm and disarm
 * faults while the system runs, also while NATS or the database is down. Each hit is a line of `<folder>/<process>.hits`,
 * which survives kill -9, so that a fault armed for one hit hits once.
 */

/** Where a fault can hit: a request has arrived; its command begins; is about to commit; has committed; its reply is about to be sent. */
export type FaultPoint = 'arrived' | 'begun' | 'committing' | 'committed' | 'replying';

const fault = z.strictObject({
  id: z.string().min(1),
  /** Subject of the command or type of the event; `*` for any. */
  subject: z.string().min(1),
  /** Start of the command's or saga's id. */
  saga: z.string().optional(),
  point: z.enum(['arrived', 'begun', 'committing', 'committed', 'replying']),
  /** kill: SIGKILL to itself. throw: fails as with a bug. drop: stops here. refuse: answers a refusal with this code. twice: repeats after `ms`. hold: waits until disarmed. */
  action: z.enum(['kill', 'throw', 'drop', 'delay', 'refuse', 'twice', 'hold']),
  code: z.string().default('fault.on-purpose'),
  ms: z.int().min(0).default(0),
  /** Number of matches to skip before the first hit, and number of hits. */
  skip: z.int().min(0).default(0),
  times: z.int().min(1).default(1),
});

/** A fault as a test runner arms it. */
export type ArmedFault = z.input<typeof fault>;
type Fault = z.output<typeof fault>;

/** The message at a fault point. */
export interface MessageInfo {
  readonly subject: string;
  readonly commandId?: string;
  readonly sagaId?: string;
}

/** A line of the hits file: the number of matches of the fault so far, and whether this one was a hit. */
export interface FaultMatch extends MessageInfo {
  readonly id: string;
  readonly match: number;
  readonly hit: boolean;
}

const settings = commonConfig.pick({ COMPTOIR_TEST_INSTALLATION: true, COMPTOIR_FAULTS: true });
let folder: { readonly armed: string; readonly hits: string } | undefined;
const matches = new Map<string, number>();

/** Switches fault injection on when COMPTOIR_FAULTS is set (JSON: {"folder"}); throws ConfigError where this is not a test installation. */
export function openFaults(name: string, env: NodeJS.ProcessEnv = process.env): void {
  folder = undefined;
  const { COMPTOIR_TEST_INSTALLATION, COMPTOIR_FAULTS } = readConfig(settings, env);
  if (COMPTOIR_FAULTS === undefined) return;
  if (COMPTOIR_TEST_INSTALLATION !== '1') {
    throw new ConfigError(
      'The configuration cannot be used:\n  COMPTOIR_FAULTS: injects faults on purpose, and this is not a test installation (COMPTOIR_TEST_INSTALLATION=1)',
    );
  }
  const parsed = z.strictObject({ folder: z.string().min(1) }).safeParse(jsonOf(COMPTOIR_FAULTS));
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

/** The fault that hits here, if any; every match is recorded before the fault is applied. */
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
  if (one.action === 'throw') throw new Error(`an injected fault: ${one.id}`);
  if (one.action === 'delay') await pause(one.ms);
  while (one.action === 'hold' && armed().some((still) => still.id === one.id)) await pause(10);
}

/** A fault point inside a command. */
export async function faultPoint(
  point: 'begun' | 'committing' | 'committed',
  command: { readonly commandId: string; readonly subject: string; readonly sagaId?: string },
): Promise<void> {
  const one =
    folder && hitAt(point, { subject: command.subject, commandId: command.commandId, sagaId: command.sagaId });
  if (one) await applyFault(one);
}

/** The callback of a NATS subscription. */
export type RequestCallback = (error: Error | null, message: Msg) => Promise<void>;

/** Wraps a request callback with the fault points `arrived` and `replying`; returns the callback itself where faults are off. */
export function withFaults(subject: string, handle: RequestCallback): RequestCallback {
  if (!folder) return handle;
  return async (error, message) => {
    if (error) return handle(error, message);
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
    if (one?.action === 'twice') void pause(one.ms).then(() => handle(null, answering));
    else if (one) await applyFault(one);
    return handle(null, answering);
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
    err: { code, kind: 'conflict', message: 'Refused by an injected fault.', details: {} },
    isDisposed: true,
  });
}

/** The same message, but its reply may be dropped or delayed. */
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
