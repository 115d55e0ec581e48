import { isPlain, keyOf } from './dom-keys.js';
import type { Key } from './scan.js';

/** Keys for the scan field; others keep their default action in the browser. */
const FOR_THE_FIELD = /^(.|Enter|Backspace|Escape)$/u;
const MAX_KEYS = 500;

let early: Key[] = [];
let tillMounted = false;

/**
 * Buffers the keys pressed while the till's code and stores are still being loaded. The page that is being left does
 * not get them.
 */
export function captureEarlyKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (tillMounted || location.pathname !== '/till' || !isPlain(event) || !FOR_THE_FIELD.test(event.key)) return;
      if (event.target instanceof Element && event.target.closest('header')) return; // the header stays while the page changes
      if (early.length < MAX_KEYS) early.push(keyOf(event));
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** Discards the buffered keys, when the person goes to another page. */
export function discardEarlyKeys(): void {
  early = [];
}

/** Returns the buffered keys, once; from then on the till handles keys itself. */
export function takeEarlyKeys(): readonly Key[] {
  const keys = early;
  early = [];
  tillMounted = true;
  return keys;
}

/** The till no longer handles keys. */
export function releaseKeys(): void {
  tillMounted = false;
}
