import { PlainFailure } from './plain-failure.js';
import { sayAloud, step } from './steps.js';
import { build, formatCheck, jest, lint } from './tools.js';
import { countsLine, exitCodeOf } from './count-tests.js';

/** `npm run check`: format, types, lint with the import law, and the specs that need no server. */
export async function main(args: string[]): Promise<number> {
  if (args.length > 0) throw new PlainFailure(`npm run check takes no arguments and got "${args.join(' ')}".`, 2);
  const formatCode = await step(sayAloud, (code) => `format ${verdict(code)}`, formatCheck);
  const buildCode = await step(sayAloud, (code) => `types ${verdict(code)}`, build);
  const lintCode = await step(
    sayAloud,
    (code) => `lint ${verdict(code)}`,
    () => lint(),
  );
  const counts = await step(sayAloud, 'specs of the rules', () => jest(['src/.*\\.spec\\.ts'], {}));
  sayAloud(countsLine(counts));
  return formatCode === 0 && buildCode === 0 && lintCode === 0 ? exitCodeOf(counts) : 1;
}

function verdict(code: number): string {
  return code === 0 ? 'good' : 'not good: see above';
}
