/** A key as it came, with its time in milliseconds. */
export interface Key {
  readonly key: string;
  readonly at: number;
  /** It came again because it was held down, as no scanner does. */
  readonly repeated?: boolean;
  /** The field it goes to is one for an amount. */
  readonly intoAmount?: boolean;
}

const CODE = /^[0-9A-Za-z-]$/;
/** A scanner types a key every few milliseconds; the fastest hand needs more than this on average. */
const SCANNER_MS = 35;
/** A pause after which a burst has ended. */
const PAUSE_MS = 200;
const SHORTEST = 4;
/** Fewer digits than this, the length of an EAN-8, are an amount in a field for one: a key may be made to type a banknote. */
const SHORTEST_IN_AMOUNT = 8;

/** Tells a scanner from a hand by its speed: knows the keys typed so far, and what a final Enter makes of them. */
export class ScanEar {
  private keys: Key[] = [];

  /** Keys of the burst that is going on. */
  get length(): number {
    return this.keys.length;
  }

  /** Notes a key; answers the code when it was the Enter after a scanner's burst. */
  heard({ key, at, repeated = false, intoAmount = false }: Key): string | undefined {
    const last = this.keys.at(-1);
    if (repeated || (last && at - last.at > PAUSE_MS)) this.keys = [];
    if (key === 'Enter') return this.ended(at, intoAmount);
    if (CODE.test(key)) this.keys.push({ key, at });
    else if (key.length === 1 || key === 'Backspace') this.keys = [];
    return undefined;
  }

  private ended(at: number, intoAmount: boolean): string | undefined {
    const code = this.keys.map(({ key }) => key).join('');
    const begun = this.keys[0]?.at ?? at;
    this.keys = [];
    if (code.length < SHORTEST || !/\d/.test(code)) return undefined;
    if (intoAmount && code.length < SHORTEST_IN_AMOUNT && /^\d+$/.test(code)) return undefined;
    const meanMs = (at - begun) / code.length; // the Enter too comes at a scanner's speed
    return meanMs <= SCANNER_MS ? code : undefined;
  }
}

/** Whether a text a person typed and ended with Enter is a code, not words to search. */
export function looksLikeCode(text: string): boolean {
  return /^\d{4,32}$/.test(text.trim());
}

/** What keys come to that were typed before there was a field for them: the codes in their order, and the text after the last. */
export function readAhead(keys: readonly Key[]): { codes: string[]; text: string } {
  const ear = new ScanEar();
  const codes: string[] = [];
  let text = '';
  for (const one of keys) {
    const scanned = ear.heard(one);
    const code = scanned ?? (one.key === 'Enter' && looksLikeCode(text) ? text : undefined);
    if (code !== undefined) {
      codes.push(code);
      text = text.slice(0, -code.length);
    } else if (one.key.length === 1) text += one.key;
    else if (one.key === 'Backspace') text = text.slice(0, -1);
    else if (one.key === 'Escape') text = '';
  }
  return { codes, text };
}
