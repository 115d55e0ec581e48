import { Worker as Thread } from 'node:worker_threads';
import { Context } from '@temporalio/activity';
import type { AuditInput, AuditReport } from '@comptoir/contracts';
import type { AuditActivities } from '../activities.js';
import type { WorkerConfig } from '../config.js';

/** What the thread of an audit is started with. */
export interface ThreadInput {
  readonly config: WorkerConfig;
  readonly input: AuditInput;
}

/** What it says: where it stands, or how it ended. */
export type ThreadMessage = { readonly progress: string } | { readonly report: AuditReport };

/** The audit runs in a thread of its own, so that its sums never keep a saga of this process waiting. */
export function auditActivities(config: WorkerConfig): AuditActivities {
  return {
    runAudit: (input) =>
      new Promise<AuditReport>((resolve, reject) => {
        const context = Context.current();
        const workerData: ThreadInput = { config, input };
        const thread = new Thread(new URL('audit-thread.js', import.meta.url), { workerData });
        const stop = (): void => void thread.terminate();
        context.cancellationSignal.addEventListener('abort', stop);
        thread.on('message', (message: ThreadMessage) => {
          if ('progress' in message) context.heartbeat(message.progress);
          else resolve(message.report);
        });
        thread.once('error', reject);
        thread.once('exit', (code) => {
          context.cancellationSignal.removeEventListener('abort', stop);
          reject(new Error(`the audit ended before its report, with exit code ${code}`)); // changes nothing after a report
        });
      }),
  };
}
