import { hasCheckDigit } from '@comptoir/contracts/barcodes';

/** A key press with its time in milliseconds. */
export interface Key {
  readonly key: string;
  readonly at: number;
  /** Repeated because it was held down; no scanner does this. */
  readonly repeated?: boolean;
  /** Its target is a field for an amount. */
  readonly intoAmount?: boolean;
}

const CODE = /^[0-9A-Za-z-]$/;
/** A scanner types a key every few milliseconds; a person needs more than this on average. */
const MAX_MS_PER_KEY = 35;
/** A pause that ends a burst. */
const BURST_GAP_MS = 200;
/** A slow machine may stop for this long in the middle of a code; then at least three keys have come at a scanner's speed. */
const STALL_MS = 1_000;
const MIN_KEYS_BEFORE_STALL = 3;
const MIN_CODE_LENGTH = 4;
/** Digits of the shortest barcode; fewer in a field for an amount are an amount: a programmable key may type a banknote. */
export const EAN_8 = 8;

/** Distinguishes a scanner from typing by speed: stores the keys so far and decides at Enter. */
export class ScannerDetector {
  private keys: Key[] = [];
  private stalledMs = 0;
  private before = '';

  /** Number of keys in the present burst. */
  get length(): number {
    return this.keys.length;
  }

  /** The key or two before the present burst, or the one that was just taken as a code, where a slow machine may have stopped in between. */
  get head(): string {
    return this.before;
  }

  /** Takes a key; returns the code when it is the Enter after a scanner's burst. */
  accept({ key, at, repeated = false, intoAmount = false }: Key): string | undefined {
    const last = this.keys.at(-1);
    const gapMs = last ? at - last.at : 0;
    if (!last && key !== 'Enter') this.before = '';
    if (!repeated && gapMs > BURST_GAP_MS && CODE.test(key) && this.hasStalled(gapMs)) this.stalledMs += gapMs;
    else if (repeated || gapMs > BURST_GAP_MS) this.pause(gapMs);
    if (key === 'Enter') return this.codeOnEnter(at, intoAmount);
    if (CODE.test(key)) this.keys.push({ key, at });
    else if (key.length === 1 || key === 'Backspace') this.endBurst();
    return undefined;
  }

  /** Ends the present burst: nobody clicks in the middle of a scan. */
  endBurst(): void {
    this.keys = [];
    this.stalledMs = 0;
    this.before = '';
  }

  /** Ends the present burst after a pause; its keys may be the head of the next one. */
  private pause(gapMs: number): void {
    const head = gapMs <= STALL_MS && this.keys.length < MIN_KEYS_BEFORE_STALL ? this.keys : [];
    this.endBurst();
    this.before = head.map(({ key }) => key).join('');
  }

  /** Whether a pause lies inside a code: the keys before it came from a scanner. */
  private hasStalled(gapMs: number): boolean {
    const [first, last] = [this.keys[0], this.keys.at(-1)];
    if (!first || !last || gapMs > STALL_MS || this.keys.length < MIN_KEYS_BEFORE_STALL) return false;
    return (last.at - first.at - this.stalledMs) / (this.keys.length - 1) <= MAX_MS_PER_KEY;
  }

  private codeOnEnter(at: number, intoAmount: boolean): string | undefined {
    const code = this.keys.map(({ key }) => key).join('');
    const begun = (this.keys[0]?.at ?? at) + this.stalledMs;
    [this.keys, this.stalledMs] = [[], 0];
    if (code.length < MIN_CODE_LENGTH || !/\d/.test(code)) return undefined;
    if (intoAmount && code.length < EAN_8 && /^\d+$/.test(code)) return undefined;
    const meanMs = (at - begun) / code.length; // Enter too comes at a scanner's speed
    return meanMs <= MAX_MS_PER_KEY ? code : undefined;
  }
}

/** Whether a text typed and ended with Enter is a code, not a text to search. */
export function looksLikeCode(text: string): boolean {
  return /^\d{4,32}$/.test(text.trim());
}

/** So many digits are a barcode of their own, with a check digit or as a shop prints them. */
const WHOLE_DIGITS = 13;

/**
 * The code of a burst that follows on a key or two and a pause. A slow machine may stop after the first keys of a code; then
 * all of the digits are the code, unless those of the burst are a barcode of their own, and where the field has them together.
 */
export function wholeCode(head: string, burst: string, text: string): string {
  const whole = `${head}${burst}`;
  const alone = head === '' || burst.length >= WHOLE_DIGITS || hasCheckDigit(burst);
  return !alone && looksLikeCode(whole) && text.trim() === whole ? whole : burst;
}

/** Evaluates buffered keys: the codes in their order, and the text after the last code. */
export function readAhead(keys: readonly Key[]): { codes: string[]; text: string } {
  const detector = new ScannerDetector();
  const codes: string[] = [];
  let text = '';
  for (const one of keys) {
    const scanned = detector.accept(one);
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
