import { FOCUSABLE, isTyping } from './dom-keys.js';
import type { HeldKey } from './typed-ahead.js';

const replayed = new WeakMap<Event, HeldKey>();

/** The held key that this event replays. */
export function heldKeyOf(event: Event): HeldKey | undefined {
  return replayed.get(event);
}

/** Presses a held key where the focus is, as if it were pressed now. */
export function replayKey(held: HeldKey): void {
  const { key, shiftKey } = held;
  const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
  replayed.set(event, held);
  if ((document.activeElement ?? document.body).dispatchEvent(event)) applyDefault(document.activeElement, held);
}

/** What a browser does with a key that nobody handled. */
function applyDefault(target: Element | null, { key, shiftKey }: HeldKey): void {
  if (key === 'Tab') return moveFocus(shiftKey ? -1 : 1);
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) {
    if (key === 'Enter' || key === ' ') target.click();
  } else if (target instanceof HTMLInputElement && key === 'Enter') {
    if (!target.form?.querySelector('[type=submit]:disabled')) target.form?.requestSubmit();
  } else if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && isTyping(target))) {
    insert(target, key);
  }
}

function insert(field: HTMLInputElement | HTMLTextAreaElement, key: string): void {
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  if (key.length === 1) field.setRangeText(key, start, end, 'end');
  else if (key === 'Backspace') field.setRangeText('', start === end ? Math.max(0, start - 1) : start, end, 'end');
  else return;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function moveFocus(by: 1 | -1): void {
  const within = document.querySelector('[role=dialog]') ?? document;
  const focusable = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)];
  focusable[focusable.findIndex((element) => element === document.activeElement) + by]?.focus();
}
