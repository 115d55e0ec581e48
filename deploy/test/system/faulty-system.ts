import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArmedFault } from '@comptoir/kit';
import { openStoreFixture, type StoreFixture } from './store-fixture.js';
import { startTestSystem, type TestSystem } from './system.js';

/** A test system with a store, whose services take faults while it runs. */
export interface FaultySystem {
  readonly system: TestSystem;
  readonly fixture: StoreFixture;
  /** Replaces the faults of a service; none disarms it. */
  arm(service: string, faults: readonly ArmedFault[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts a test system with a folder of faults of its own; `settings` are added to its environment. */
export async function startFaultySystem(settings: NodeJS.ProcessEnv = {}): Promise<FaultySystem> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-faults-'));
  const faults = { COMPTOIR_TEST_INSTALLATION: '1', COMPTOIR_FAULTS: JSON.stringify({ folder }) };
  let system: TestSystem | undefined;
  const close = async (): Promise<void> => {
    await system?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    system = await startTestSystem({ ...faults, ...settings });
    const fixture = await openStoreFixture(system);
    const arm = (service: string, armed: readonly ArmedFault[]) =>
      writeFile(join(folder, `${service}.json`), JSON.stringify(armed));
    return { system, fixture, arm, close };
  } catch (error) {
    await close();
    throw error;
  }
}
