import { pino, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';

/** A structured logger; secrets are redacted at any depth up to three. */
export type Log = Logger;

const SECRET = ['password', 'token', 'authorization', 'cookie', 'accessToken', 'passwordHash'];

/** Makes the logger of a process. */
export function makeLog(name: string, level: string): Log {
  return pino({
    name,
    level,
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]), censor: '[cut]' },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

/** Lets Nest write to the same log. */
export function nestLogger(log: Log): LoggerService {
  const write =
    (level: 'info' | 'error' | 'warn' | 'debug') =>
    (message: unknown, ...rest: unknown[]) =>
      log[level]({ rest: rest.length > 0 ? rest : undefined }, String(message));
  return {
    log: write('debug'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('debug'),
  };
}
