/** How long events may wait without any progress before a service says so. */
export const STANDSTILL_MS = 60_000;
/** How long a consumer may be without subscription: a reconnection takes less. */
export const UNSUBSCRIBED_MS = 5_000;

/** What the server says of a consumer. */
export interface ConsumerFigures {
  /** Events that were delivered to no replica yet. */
  readonly undelivered: number;
  /** Events that were delivered and are not acknowledged: in the hands of a replica, or waiting for their next delivery. */
  readonly unacknowledged: number;
  /** Stream sequence of the last event that was delivered for the first time. */
  readonly deliveredUpTo: number;
}

/** Watches whether events move; all moments are milliseconds of one clock that never goes back. */
export class Standstill {
  private unsubscribedAt: number | undefined;
  private subscriptionError = '';
  private handling: { readonly since: number; readonly what: string } | undefined;
  private figures: (ConsumerFigures & { readonly movedAt: number }) | undefined;

  /** Starts without a subscription. */
  constructor(startedAt: number) {
    this.unsubscribedAt = startedAt;
  }

  /** The subscription stands. */
  subscribed(): void {
    this.unsubscribedAt = undefined;
    this.subscriptionError = '';
  }

  /** There is no subscription, and why, where that is known. */
  unsubscribed(at: number, error?: unknown): void {
    this.unsubscribedAt ??= at;
    if (error !== undefined) this.subscriptionError = error instanceof Error ? error.message : String(error);
  }

  /** A batch of events is being handled. */
  handlingBegan(at: number, what: string): void {
    this.handling = { since: at, what };
  }

  /** The batch has ended. */
  handlingEnded(): void {
    this.handling = undefined;
  }

  /** The server was asked for its figures. */
  observed(figures: ConsumerFigures, at: number): void {
    const before = this.figures;
    const moved = !before || figures.undelivered === 0 || figures.deliveredUpTo !== before.deliveredUpTo;
    this.figures = { ...figures, movedAt: moved ? at : before.movedAt };
  }

  /** Number of events that are not acknowledged by any replica, as last observed. */
  waiting(): number {
    return (this.figures?.undelivered ?? 0) + (this.figures?.unacknowledged ?? 0);
  }

  /** What stands still, one sentence each; empty when events move. */
  reasons(at: number): string[] {
    const reasons: string[] = [];
    if (this.unsubscribedAt !== undefined && at - this.unsubscribedAt >= UNSUBSCRIBED_MS) {
      const why = this.subscriptionError ? `: ${this.subscriptionError}` : '';
      reasons.push(`no events are received for ${seconds(at - this.unsubscribedAt)}: there is no subscription${why}`);
    }
    if (this.handling && at - this.handling.since >= STANDSTILL_MS)
      reasons.push(`the handling of ${this.handling.what} has not ended for ${seconds(at - this.handling.since)}`);
    if (this.figures && this.figures.undelivered > 0 && at - this.figures.movedAt >= STANDSTILL_MS)
      reasons.push(`${this.figures.undelivered} events have not moved for ${seconds(at - this.figures.movedAt)}`);
    return reasons;
  }
}

/** Says that events wait for the stream too long; undefined while they do not. */
export function relayStandstill(oldestMs: number): string | undefined {
  return oldestMs >= STANDSTILL_MS
    ? `events have not been published for ${seconds(oldestMs)}: the stream does not take them`
    : undefined;
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 1000)} s`;
}
