import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Loaded into a service's process by NODE_OPTIONS: notes each database command with its collection, one line each. */
const service = /services\/(catalog|inventory|sales|invoicing|warranty)\/dist/.exec(process.argv[1] ?? '')?.[1];
if (service) {
  const mongoose = createRequire(new URL('../../services/shared/kit/package.json', import.meta.url))('mongoose');
  const open = mongoose.createConnection.bind(mongoose);
  mongoose.createConnection = (url, options) => {
    const connection = open(url, { ...options, monitorCommands: true });
    connection.on('open', () => {
      connection.getClient().on('commandStarted', ({ commandName, command }) => {
        const on = typeof command[commandName] === 'string' ? command[commandName] : '';
        appendFileSync(process.env.COMPTOIR_COUNT_FILE, `${service} ${commandName} ${on}\n`);
      });
    });
    return connection;
  };
}
