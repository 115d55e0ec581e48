/** The task queue of the audit, beside that of the sagas: `<installation>.audit`. Only a worker of its own takes its tasks, one at a time. */
export function auditTaskQueue(taskQueue: string): string {
  return `${taskQueue}.audit`;
}
