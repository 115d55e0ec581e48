import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Loaded into the processes of the services by NODE_OPTIONS: appends a line for each database command, "service command collection". */
const service = /services\/(catalog|inventory|sales|invoicing|warranty)\/dist/.exec(process.argv[1] ?? '')?.[1];
if (service) {
  const mongoose = createRequire(new URL('../../services/shared/kit/package.json', import.meta.url))('mongoose');
  const createConnection = mongoose.createConnection.bind(mongoose);
  mongoose.createConnection = (url, options) => {
    const connection = createConnection(url, { ...options, monitorCommands: true });
    connection.on('open', () => {
      connection.getClient().on('commandStarted', ({ commandName, command }) => {
        const collection = typeof command[commandName] === 'string' ? command[commandName] : '';
        appendFileSync(process.env.COMPTOIR_COUNT_FILE, `${service} ${commandName} ${collection}\n`);
      });
    });
    return connection;
  };
}
