import { connectMongo, ensureCollections, makeLog, readConfig } from '@comptoir/kit';
import { gatewayConfig } from './config.js';
import { People } from './people/people.js';

/** Adds the people of COMPTOIR_SEED_USERS to a shop that runs already, and ends. */
const config = readConfig(
  gatewayConfig.pick({
    COMPTOIR_MONGO_URL: true,
    COMPTOIR_INSTALLATION: true,
    COMPTOIR_SEED_USERS: true,
    LOG_LEVEL: true,
  }),
);
const connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${config.COMPTOIR_INSTALLATION}_gateway`);
try {
  const people = new People(connection);
  await ensureCollections(connection);
  await people.seed(config.COMPTOIR_SEED_USERS, makeLog('gateway', config.LOG_LEVEL));
} finally {
  await connection.close();
}
