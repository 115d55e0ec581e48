/** What an Enter is: a person's own; one more directly after another; or the end of a scan, sent twice. */
export type EnterKind = 'own' | 'again' | 'suffix';

/** An Enter this soon after another one is not a decision. */
const AGAIN_MS = 1_000;

/** Tells a person's Enter from the ones that scanners send twice and nervous hands press twice. */
export class EnterGuard {
  private last: { readonly at: number; readonly endedScan: boolean } | undefined;

  /** Takes an Enter with its time in milliseconds; `endsScan` when it ended a scan. */
  press(at: number, endsScan: boolean): EnterKind {
    const { last } = this;
    const soon = last !== undefined && at - last.at < AGAIN_MS;
    const kind = !soon || endsScan ? 'own' : last.endedScan ? 'suffix' : 'again';
    this.last = { at, endedScan: endsScan || kind === 'suffix' };
    return kind;
  }

  /** Another key or a click: the next Enter is a person's own. */
  otherInput(): undefined {
    this.last = undefined;
  }
}
