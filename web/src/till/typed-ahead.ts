import type { EnterKind } from './enter-guard.js';

/** A key that waits, and for an Enter what it is. */
export interface HeldKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly enter?: EnterKind | undefined;
}

/** What keys wait for: it resolves to whether they go on, or are dropped because a person must look first. */
export type Wait = (cancelled: AbortSignal) => Promise<boolean>;

/** Keys typed ahead: while the till waits for something, later keys are kept, and then pressed in their order. */
export class TypedAhead {
  private keys: HeldKey[] = [];
  private wait: AbortController | undefined;
  private replaying = false;

  /** `press` does what the key does. */
  constructor(private readonly press: (key: HeldKey) => void) {}

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
      this.press(this.keys.shift()!);
      await new Promise((resolve) => setTimeout(resolve)); // React shows what the key did
    }
    this.replaying = false;
  }
}
