import type { WriteOffView } from '@comptoir/contracts';

/** A write-off as stored. */
export interface WriteOffRecord extends Omit<WriteOffView, 'writeOffId'> {
  readonly _id: string;
}

/** The write-off as others see it. */
export function writeOffViewOf({ _id, ...fields }: WriteOffRecord): WriteOffView {
  return { writeOffId: _id, ...fields };
}
