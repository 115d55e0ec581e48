import { expect } from '@jest/globals';
import { openTemporal } from './open-temporal.js';
import { eventually, type TestSystem } from './system.js';

const INSTALLATION = ['comptoir/audit', 'comptoir/expire-drafts', 'comptoir/warn-expiring'];

/** Pauses the schedules that a test system has by now, those of the installation at least. */
export async function pauseSchedules(system: TestSystem): Promise<void> {
  const { connection, schedule } = await openTemporal(system);
  const listed = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { scheduleId } of schedule.list()) ids.push(scheduleId);
    return ids;
  };
  await eventually(async () => expect(await listed()).toEqual(expect.arrayContaining(INSTALLATION)), 90_000);
  for (const id of await listed()) await schedule.getHandle(id).pause('nothing but the test writes');
  await connection.close();
}
