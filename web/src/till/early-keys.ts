import { isPlain, keyOf } from './dom-keys.js';
import type { Key } from './scan.js';

/** Keys with a meaning for the scan field; others keep the meaning that the browser gives them. */
const FOR_THE_FIELD = /^(.|Enter|Backspace|Escape)$/u;
const MOST = 500;

let early: Key[] = [];
let tillIsThere = false;

/**
 * Keeps the keys that are pressed on the way to the till while its code and its stores are still being loaded. A page
 * that is on its way out does not get them.
 */
export function keepEarlyKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (tillIsThere || location.pathname !== '/till' || !isPlain(event) || !FOR_THE_FIELD.test(event.key)) return;
      if (event.target instanceof Element && event.target.closest('header')) return; // it stays while the page changes
      if (early.length < MOST) early.push(keyOf(event));
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** Forgets the keys kept so far, as when the person goes to another page. */
export function dropEarlyKeys(): void {
  early = [];
}

/** Hands over the keys kept so far, once; from now on the till takes the keys itself. */
export function takeEarlyKeys(): readonly Key[] {
  const keys = early;
  early = [];
  tillIsThere = true;
  return keys;
}

/** The till takes keys no more. */
export function tillIsGone(): void {
  tillIsThere = false;
}
