import type { Logger } from './logger.js';

/** Prints what happens and checks it; what is wrong is printed at the end. */
export class Story {
  private readonly wrong: string[] = [];
  private chapters = 0;

  constructor(private readonly log: Logger) {}

  /** Begins a chapter. */
  chapter(title: string): void {
    this.chapters += 1;
    this.log(`\n${this.chapters}. ${title}`);
  }

  /** Prints a line. */
  tell(line: string): void {
    this.log(`   ${line}`);
  }

  /** Prints a figure and checks it against the expected value. */
  check(what: string, is: unknown, mustBe: unknown, shown: (value: any) => string = String): void {
    const right = JSON.stringify(is) === JSON.stringify(mustBe);
    this.log(`   ${right ? '✓' : '✗'} ${what}: ${shown(is)}${right ? '' : ` — must be ${shown(mustBe)}`}`);
    if (!right) this.wrong.push(`${what}: ${shown(is)}, must be ${shown(mustBe)}`);
  }

  /** Ends the report: exit code 0 when every check passed. */
  end(): number {
    if (this.wrong.length === 0) {
      this.log('\nall true');
      return 0;
    }
    this.log(`\nnot true:\n${this.wrong.map((line) => `  ${line}`).join('\n')}`);
    return 1;
  }
}

/** An amount of dinars for a person to read. */
export function dinars(minor: number): string {
  return `${(minor / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} DZD`;
}
