/** A key as it came, with its time in milliseconds. */
export interface Key {
  readonly key: string;
  readonly at: number;
}

const CODE = /^[0-9A-Za-z-]$/;
/** A scanner types a key every few milliseconds; the fastest hand needs more than this on average. */
const SCANNER_MS = 35;
/** A pause after which a burst has ended. */
const PAUSE_MS = 200;
const SHORTEST = 4;

/** Tells a scanner from a hand by its speed: knows the keys typed so far, and what a final Enter makes of them. */
export class ScanEar {
  private keys: Key[] = [];

  /** Notes a key; answers the code when it was the Enter after a scanner's burst. */
  heard({ key, at }: Key): string | undefined {
    const last = this.keys.at(-1);
    if (last && at - last.at > PAUSE_MS) this.keys = [];
    if (key === 'Enter') return this.ended();
    if (CODE.test(key)) this.keys.push({ key, at });
    else if (key.length === 1 || key === 'Backspace') this.keys = [];
    return undefined;
  }

  private ended(): string | undefined {
    const keys = this.keys;
    this.keys = [];
    const [first, last] = [keys[0], keys.at(-1)];
    if (!first || !last || keys.length < SHORTEST) return undefined;
    const meanMs = (last.at - first.at) / (keys.length - 1);
    return meanMs <= SCANNER_MS && keys.some(({ key }) => /\d/.test(key))
      ? keys.map(({ key }) => key).join('')
      : undefined;
  }
}

/** Whether a text a person typed and ended with Enter is a code, not words to search. */
export function looksLikeCode(text: string): boolean {
  return /^\d{4,32}$/.test(text.trim());
}
