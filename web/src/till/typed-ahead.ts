import type { EnterKind } from './enter-guard.js';
import { FOCUSABLE, isTyping } from './dom-keys.js';

/** A key that waits, and for an Enter what it is. */
export interface HeldKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly enter?: EnterKind | undefined;
}

/** What keys wait for: it resolves to whether they go on, or are dropped because a person must look first. */
export type Wait = (cancelled: AbortSignal) => Promise<boolean>;

const replayed = new WeakMap<Event, HeldKey>();

/** The held key that this event replays. */
export function heldKeyOf(event: Event): HeldKey | undefined {
  return replayed.get(event);
}

/** Keys typed ahead: while the till waits for something, later keys are kept, and then pressed in their order. */
export class TypedAhead {
  private keys: HeldKey[] = [];
  private wait: AbortController | undefined;
  private replaying = false;

  /** Whether keys are kept now. */
  get holding(): boolean {
    return this.wait !== undefined || this.replaying;
  }

  /** Keeps all keys until the wait is over. */
  hold(wait: Wait): void {
    this.wait?.abort();
    const cancelled = new AbortController();
    this.wait = cancelled;
    wait(cancelled.signal).then(
      (goOn) => this.release(cancelled, goOn),
      () => this.release(cancelled, false),
    );
  }

  /** Keeps a key. */
  push(key: HeldKey): void {
    this.keys.push(key);
  }

  /** Takes a code out again: its keys were kept, and turned out to be a scan. */
  dropCode(code: string): void {
    for (const key of code.split('').toReversed()) if (this.keys.at(-1)?.key === key) this.keys.pop();
  }

  /** Drops what is waited for, and the keys. */
  cancel(): void {
    this.wait?.abort();
    this.wait = undefined;
    this.keys = [];
  }

  private release(wait: AbortController, goOn: boolean): void {
    if (this.wait !== wait) return;
    this.wait = undefined;
    if (!goOn) this.keys = [];
    if (!this.replaying) void this.replay();
  }

  private async replay(): Promise<void> {
    this.replaying = true;
    while (this.keys.length > 0 && this.wait === undefined) {
      press(this.keys.shift()!);
      await new Promise((resolve) => setTimeout(resolve)); // React shows what the key did
    }
    this.replaying = false;
  }
}

function press(held: HeldKey): void {
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
