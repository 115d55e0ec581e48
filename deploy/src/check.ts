import { CliError } from './cli-error.js';
import { logToTerminal, step } from './logger.js';
import { build, formatCheck, jest, lint, TOGETHER } from './tools.js';
import { countsLine, exitCodeOf } from './count-tests.js';

/** `npm run check`: format, types, then side by side the lint with the import law and the specs that need no server. */
export async function main(args: string[]): Promise<number> {
  if (args.length > 0) throw new CliError(`npm run check takes no arguments and got "${args.join(' ')}".`, 2);
  const formatCode = await step(logToTerminal, (code) => `format ${verdict(code)}`, formatCheck);
  const buildCode = await step(logToTerminal, (code) => `types ${verdict(code)}`, build);
  const [lintCode, counts] = await Promise.all([
    step(
      logToTerminal,
      (code) => `lint ${verdict(code)}`,
      () => lint(),
    ),
    step(logToTerminal, 'specs of the rules', () => jest(['deploy/test/specs/'], {}, undefined, TOGETHER)),
  ]);
  if (lintCode !== 0) logToTerminal('The lint found faults (see above), so the check is not good.');
  logToTerminal(countsLine(counts));
  return formatCode === 0 && buildCode === 0 && lintCode === 0 ? exitCodeOf(counts) : 1;
}

function verdict(code: number): string {
  return code === 0 ? 'good' : 'not good: see above';
}
