import { cpus } from 'node:os';
import type { FaultSystem } from '../fault-system.js';

/** The servers of a system and their versions, as one line of text. */
export async function describeServers(system: FaultSystem): Promise<string> {
  const { database } = system.testSystem.shop;
  const parts = [
    `database: ${database.replace(/ \(.*/, '')} (it reports version ${await mongoVersion(system)})`,
    ...startedServers(system),
    `Temporal server ${await temporalVersion(system)}`,
    `Node ${process.version}`,
    `all on one machine with ${cpus().length} cores`,
  ];
  return parts.join('; ');
}

async function mongoVersion(system: FaultSystem): Promise<string> {
  const info = system.testSystem.mongo.db('admin').command({ buildInfo: 1 });
  return info.then(
    ({ version }) => String(version),
    () => 'unknown',
  );
}

async function temporalVersion(system: FaultSystem): Promise<string> {
  const info = system.temporal.connection.workflowService.getSystemInfo({});
  return info.then(
    ({ serverVersion }) => serverVersion ?? 'unknown',
    () => 'unknown',
  );
}

/** What the launcher printed about NATS and Temporal, without its times. */
function startedServers(system: FaultSystem): string[] {
  return system.testSystem
    .output()
    .split('\n')
    .filter((line) => /nats-server|temporal /.test(line))
    .map((line) => line.replace(/^\s*[\d.]+ s\s+/, '').trim());
}
