import { signIn } from './api-client.js';
import { parseClientOptions } from './client-options.js';
import { Story } from './demo-story.js';
import { tellDay } from './demo-day.js';
import { logToTerminal } from './logger.js';

const help = `npm run demo [-- --url http://localhost:8080]

A day in the shop through the HTTP API, with its figures. It adds products of its own, so it can be run on a shop
already in use, as often as you like. Exit code 0 when everything was as it must be.`;

/** `npm run demo`. */
export async function main(args: string[]): Promise<number> {
  const flags = await parseClientOptions(args, 'demo');
  if (flags.help) {
    logToTerminal(help);
    return 0;
  }
  const story = new Story(logToTerminal);
  const [manager, cashier, accountant] = await Promise.all(
    ['manager', 'cashier', 'accountant'].map((role) => signIn(flags.url, flags.emailOf(role), flags.password)),
  );
  if (!manager || !cashier || !accountant) throw new Error('nobody signed in');
  await tellDay({ manager, cashier, accountant, story });
  return story.end();
}
