import { ApiProblem, signIn, type ApiClient } from './api-client.js';
import { parseClientOptions } from './client-options.js';
import { CliError } from './cli-error.js';
import { logToTerminal, type Logger } from './logger.js';

const help = `npm run audit [-- --url http://localhost:8080]

Proves the books of a running shop: every invariant, from the records of every service. Exit code 0 when all
equations hold, 1 when one is broken, 2 when the audit could not be run.`;

/** A report of the audit, as the API returns it. */
export type Report = {
  ok: boolean;
  checked: {
    invariant: number;
    title: string;
    checked: number;
    underWay: number;
    breaks: number;
    left?: unknown;
    right?: unknown;
  }[];
  breaks: { invariant: number; message: string; left: unknown; right: unknown; ids: string[] }[];
};

/** `npm run audit`. */
export async function main(args: string[]): Promise<number> {
  const flags = await parseClientOptions(args, 'audit');
  if (flags.help) {
    logToTerminal(help);
    return 0;
  }
  const client = await signIn(flags.url, flags.emailOf('owner'), flags.password).catch((error: unknown) => {
    throw error instanceof ApiProblem ? new CliError(`Could not sign in at ${flags.url}: ${error.message}`) : error;
  });
  const report = await runAudit(client);
  printReport(report, logToTerminal);
  return report.ok ? 0 : 1;
}

/** Runs the audit and waits for its report. */
export async function runAudit(client: ApiClient, withinMs = 30 * 60_000): Promise<Report> {
  const asked = await client.ask<Report & { watch?: string }>('POST', '/audit');
  if (asked.status === 200) return asked.body;
  if (asked.status !== 202 || !asked.body.watch)
    throw new CliError(`The audit could not be run: ${JSON.stringify(asked.body)}`);
  const path = asked.body.watch.replace('/api/v1', '');
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    const answer = await client.ask<Report>('GET', path);
    if (answer.status === 200) return answer.body;
    const isLater = answer.status === 404 || answer.status === 503; // while it reads a large shop, a service may answer late
    if (!isLater) throw new CliError(`The audit could not be read: ${JSON.stringify(answer.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new CliError(`The audit has not ended in time; look at ${asked.body.watch} later.`);
}

/** Prints each equation with its sides, and each break with the ids concerned. */
export function printReport(report: Report, log: Logger): void {
  for (const one of report.checked) {
    const sides = one.left === undefined ? '' : `   ${JSON.stringify(one.left)} = ${JSON.stringify(one.right)}`;
    const way = one.underWay > 0 ? `, ${one.underWay} under way` : '';
    log(
      `${one.breaks === 0 ? '  holds ' : '  BROKEN'} ${String(one.invariant).padStart(2)}. ${one.title} (${one.checked} checked${way})${one.breaks === 0 ? sides : ''}`,
    );
  }
  for (const one of report.breaks) {
    log(
      `\n  broken ${one.invariant}: ${one.message}\n    left  ${JSON.stringify(one.left)}\n    right ${JSON.stringify(one.right)}\n    ids   ${one.ids.join(', ')}`,
    );
  }
  const broken = report.checked.reduce((sum, one) => sum + one.breaks, 0);
  const rest = broken > report.breaks.length ? ` Above are the first ${report.breaks.length} of them.` : '';
  log(report.ok ? '\nThe books are proved.' : `\n${broken} equations are broken.${rest}`);
}
