import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleClient,
  type ScheduleOptions,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import {
  catalog,
  SAGAS,
  SEARCH_ATTRIBUTES,
  type CloseDueDaysInput,
  type ExpireDraftsInput,
  type StoreView,
  type WarnExpiringInput,
} from '@comptoir/contracts';
import { pause, type Caller, type Log } from '@comptoir/kit';

/** On whose behalf schedules act. */
const SCHEDULE = { id: 'schedule', role: 'system' } as const;
/** New stores are looked for this often. */
const LOOK_MS = 60_000;
/** The audit runs at night, the close of a store's day after its midnight; a start that was missed is caught up with. */
const AUDIT_CRON = '0 2 * * *';
const CLOSE_CRON = '15 0 * * *';
/** Drafts that nobody has changed for long expire within the hour. */
const EXPIRE_CRON = '40 * * * *';
/** What expires is told within the hour after the midnight of its store. */
const WARN_CRON = '20 * * * *';
const CATCH_UP = '3 days';

/** What the schedules of an installation are made from. */
export interface ScheduleTools {
  readonly client: ScheduleClient;
  readonly installation: string;
  readonly caller: Caller;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** Ids of the schedules of an installation. */
export const scheduleId = {
  audit: (installation: string): string => `${installation}/audit`,
  expireDrafts: (installation: string): string => `${installation}/expire-drafts`,
  warnExpiring: (installation: string): string => `${installation}/warn-expiring`,
  closeDays: (installation: string, storeId: string): string => `${installation}/close-days/${storeId}`,
} as const;

/**
 * Makes the schedules that are missing, now and whenever a store was opened, until stopped: the audit of every night, the
 * hourly expiry of Drafts, the hourly warnings of goods that expire, and the close of each store's day after midnight in its own time zone. One that exists stays as it is, so that people can pause it or
 * change its time in Temporal's pages.
 */
export async function keepSchedules(tools: ScheduleTools, stopping: AbortSignal): Promise<void> {
  const made = new Set<string>();
  while (!stopping.aborted) {
    try {
      await makeMissing(tools, made);
    } catch (error) {
      tools.log.warn({ err: error }, 'schedules cannot be made at the moment');
    }
    await pause(LOOK_MS, stopping);
  }
}

async function makeMissing(tools: ScheduleTools, made: Set<string>): Promise<void> {
  const { caller, installation } = tools;
  const { items } = await caller.call(catalog.listStores, {}, { actor: SCHEDULE });
  const wanted = [
    auditSchedule(installation),
    expireSchedule(installation),
    warnSchedule(installation),
    ...items.map((store) => closeSchedule(installation, store)),
  ];
  for (const options of wanted.filter(({ scheduleId: id }) => !made.has(id))) {
    if (await make(tools, options)) tools.log.info({ schedule: options.scheduleId }, 'schedule made');
    made.add(options.scheduleId);
  }
}

/** Whether the schedule was made; false where it exists already. */
async function make({ client }: ScheduleTools, options: ScheduleOptions): Promise<boolean> {
  try {
    await client.create(options);
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

function auditSchedule(installation: string): ScheduleOptions {
  return scheduled(
    scheduleId.audit(installation),
    { cronExpressions: [AUDIT_CRON] },
    {
      workflowType: SAGAS.nightlyAudit,
      taskQueue: installation,
      args: [{ actor: SCHEDULE }],
    },
  );
}

function expireSchedule(installation: string): ScheduleOptions {
  const input: ExpireDraftsInput = { actor: SCHEDULE };
  return scheduled(
    scheduleId.expireDrafts(installation),
    { cronExpressions: [EXPIRE_CRON] },
    { workflowType: SAGAS.expireDrafts, taskQueue: installation, args: [input] },
  );
}

function warnSchedule(installation: string): ScheduleOptions {
  const input: WarnExpiringInput = { actor: SCHEDULE };
  return scheduled(
    scheduleId.warnExpiring(installation),
    { cronExpressions: [WARN_CRON] },
    { workflowType: SAGAS.warnExpiring, taskQueue: installation, args: [input] },
  );
}

function closeSchedule(installation: string, { storeId, timeZone }: StoreView): ScheduleOptions {
  const input: CloseDueDaysInput = { storeId, actor: SCHEDULE };
  return scheduled(
    scheduleId.closeDays(installation, storeId),
    { cronExpressions: [CLOSE_CRON], timezone: timeZone },
    {
      workflowType: SAGAS.closeDueDays,
      taskQueue: installation,
      args: [input],
      typedSearchAttributes: new TypedSearchAttributes([
        { key: defineSearchAttributeKey(SEARCH_ATTRIBUTES.store, SearchAttributeType.KEYWORD), value: storeId },
      ]),
    },
  );
}

function scheduled(
  id: string,
  spec: ScheduleOptions['spec'],
  action: Omit<Extract<ScheduleOptions['action'], { type: 'startWorkflow' }>, 'type'>,
): ScheduleOptions {
  return {
    scheduleId: id,
    spec,
    action: { type: 'startWorkflow', workflowId: id, ...action },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP },
  };
}
