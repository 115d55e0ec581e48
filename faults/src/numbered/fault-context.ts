import type { FaultSystem } from '../fault-system.js';
import type { LoadClients } from '../load/load-clients.js';
import type { Random } from '../random.js';

/** What a numbered fault works with. */
export interface FaultContext {
  readonly system: FaultSystem;
  readonly load: LoadClients;
  readonly random: Random;
  /** Whether the fault lasts its full length, instead of the short one of chaos. */
  readonly long: boolean;
}

/** What a numbered fault did and what was observed; a problem makes the result red. */
export interface FaultReport {
  readonly action: string;
  readonly observed?: string;
  readonly problems?: readonly string[];
}
