import { SERVICES } from '@comptoir/contracts';
import { ApiProblem, signIn, type ApiClient } from './api-client.js';
import { parseClientOptions } from './client-options.js';
import { CliError } from './cli-error.js';
import { logToTerminal, type Logger } from './logger.js';

const services: readonly string[] = SERVICES;
const help = `npm run events -- parked list [--service NAME]
npm run events -- parked show ID [--service NAME]
npm run events -- parked retry ID [--service NAME]
npm run events -- parked drop ID --reason TEXT [--service NAME]

Events that a service could not handle are parked, so that they do not block later ones. This lists them, shows one with
its message, hands one to its reaction again, or takes one off the list for good; who dropped it and why is kept.
--service names the service (${services.join(', ')}); it is needed where an event is parked in several.
--url, --data, --domain and --password are those of npm run audit; the person must be an owner.

Exit code 0 when it was done (list: when nothing is parked), 1 when it was refused or something is parked, 2 when the
command line is wrong.`;

type Parked = { service: string; id: string; type: string; error: string; parkedAt: string; retriedAt?: string };
type Page = { items: Parked[]; nextCursor?: string };
type Shown = Parked & {
  raw: string;
  dropped?: { by: string; role: string; reason: string; at: string };
};

/** What the command line asks for. */
type Request = { action: string; id: string; service: string | undefined; reason: string | undefined };

/** `npm run events`. */
export async function main(args: string[]): Promise<number> {
  const flags = { service: '--service NAME', reason: '--reason TEXT' };
  const options = await parseClientOptions(args, 'events', { flags, takesWords: true, worksWhenIll: true });
  if (options.help) {
    logToTerminal(help);
    return 0;
  }
  const request = requestOf(options.words, options.own);
  try {
    const client = await signIn(options.url, options.emailOf('owner'), options.password);
    return await run(client, request, logToTerminal);
  } catch (error) {
    throw error instanceof ApiProblem ? new CliError(error.message) : error;
  }
}

function requestOf(words: readonly string[], own: Readonly<Record<string, string | undefined>>): Request {
  const [subject, action = '', id = '', ...rest] = words;
  const { service, reason } = own;
  const wrong = (sentence: string): CliError => new CliError(`npm run events: ${sentence}\n\n${help}`, 2);
  if (subject !== 'parked' || !['list', 'show', 'retry', 'drop'].includes(action))
    throw wrong(`it takes parked list, show, retry or drop, not "${words.join(' ')}".`);
  if (action !== 'list' && id === '') throw wrong(`parked ${action} needs the id of an event, such as evt_01J8Z3….`);
  if (action === 'list' && id !== '') throw wrong(`parked list takes no id; use parked show ${id}.`);
  if (rest.length > 0) throw wrong(`it takes one id at a time, and got ${words.slice(2).join(', ')}.`);
  if (service !== undefined && !services.includes(service))
    throw wrong(`there is no service "${service}": it is one of ${services.join(', ')}.`);
  if (action === 'drop' && !reason?.trim())
    throw wrong(`parked drop needs --reason TEXT: it is kept with the dropped event.`);
  if (action !== 'drop' && reason !== undefined) throw wrong(`only parked drop takes a --reason.`);
  return { action, id, service, reason };
}

async function run(client: ApiClient, { action, id, service, reason }: Request, log: Logger): Promise<number> {
  if (action === 'list') return list(client, service, log);
  const path = `/operations/events/parked/${encodeURIComponent(id)}`;
  const named = service === undefined ? {} : { service };
  if (action === 'show') {
    const shown = await client.get<Shown>(`${path}${service === undefined ? '' : `?service=${service}`}`);
    show(shown, log);
  } else if (action === 'retry') {
    const done = await client.post<Shown>(`${path}/retry`, named);
    log(`${done.service} has handled ${id}.`);
  } else {
    const done = await client.post<Shown>(`${path}/drop`, { ...named, reason });
    log(`${id} is off the list of ${done.service}; dropped by ${done.dropped?.by}: ${done.dropped?.reason}`);
  }
  return 0;
}

async function list(client: ApiClient, service: string | undefined, log: Logger): Promise<number> {
  const query = `limit=200${service === undefined ? '' : `&service=${service}`}`;
  const found: Parked[] = [];
  for (let cursor = ''; ;) {
    const page: Page = await client.get(`/operations/events/parked?${query}${cursor}`);
    found.push(...page.items);
    if (page.nextCursor === undefined) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  for (const [name, events] of Map.groupBy(found, (one) => one.service)) {
    log(`${name}: ${events.length} parked`);
    for (const one of events) log(`  ${one.id}  ${one.type}  parked ${one.parkedAt}  ${firstLine(one.error)}`);
  }
  if (found.length === 0) log('No event is parked.');
  return found.length === 0 ? 0 : 1;
}

function show({ service, id, type, parkedAt, retriedAt, error, dropped, raw }: Shown, log: Logger): void {
  log(`${id}  ${type}, parked in ${service} at ${parkedAt}`);
  if (retriedAt) log(`retried in vain at ${retriedAt}`);
  if (dropped) log(`dropped by ${dropped.by} (${dropped.role}) at ${dropped.at}: ${dropped.reason}`);
  log(`because ${error}`);
  log(raw);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 200);
}
