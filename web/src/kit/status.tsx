import type { ReactNode } from 'react';

/** How a state is to be read: nothing to do, worth a look, wrong. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** A state as a mark. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`mark ${tone}`}>{children}</span>;
}
