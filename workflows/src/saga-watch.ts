import { Client, WorkflowNotFoundError, type ConnectionLike } from '@temporalio/client';
import type { SagaWatch } from './audit/run-audit.js';

/** Reads from Temporal which sagas run, for the audit. */
export function watchSagas(connection: ConnectionLike, namespace: string): SagaWatch {
  const client = new Client({ connection, namespace });
  return {
    async isRunning(workflowId) {
      try {
        const description = await client.workflow.getHandle(workflowId).describe();
        return description.status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
  };
}
