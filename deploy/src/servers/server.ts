import type { PortRegistry } from '../port-registry.js';
import type { Logger } from '../logger.js';
import type { ProcessPlan } from '../supervise.js';

/** What a server is resolved from: settings, the folders it may use, and ports. */
export type ServerContext = {
  env: NodeJS.ProcessEnv;
  /** Where the servers keep their data. */
  dataDir: string;
  /** Where fetched servers are kept. */
  serversDir: string;
  ports: PortRegistry;
  log: Logger;
  /** Given when the launcher is to end: what is being fetched then is broken off. */
  shutdown?: AbortSignal;
};

/** Where a server comes from, in the order of choice. */
export type ServerSource = 'configured' | 'path' | 'archive' | 'wheel' | 'container';

/** A server that can be used: its address, and how it is started when it is ours to start. */
export type ResolvedServer = {
  url: string;
  source: ServerSource;
  /** What it is, for the person at the terminal. */
  describe: string;
  /** Absent when somebody else runs the server. */
  plan?: ProcessPlan;
  /** Whether it answers; for a server that somebody else runs. */
  answers?: () => Promise<boolean>;
  /** Web pages of the server, where it has some. */
  pages?: string;
};
