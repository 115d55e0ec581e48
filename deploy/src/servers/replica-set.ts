import { MongoClient, MongoServerError, type Db } from 'mongodb';

/** The replica set name of a mongod that the launcher starts. */
export const replicaSetName = 'comptoir';

/** Whether the server at the address is a primary that takes writes. */
export function isPrimary(address: string): Promise<boolean> {
  return withAdmin(address, async (admin) => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true);
}

/** Initiates the one-node replica set of a mongod started with --replSet; returns whether it is the primary yet. */
export function isPrimaryOnceInitiated(address: string): Promise<boolean> {
  return withAdmin(address, async (admin) => {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return true;
    if (!hello['setName']) await initiate(admin, address);
    return false;
  });
}

/** Initiates a new set; reconfigures a set whose only member has moved to another port. */
async function initiate(admin: Db, address: string): Promise<void> {
  const members = [{ _id: 0, host: address }];
  const known = await knownConfig(admin);
  if (known)
    await admin.command({ replSetReconfig: { ...known, version: Number(known['version']) + 1, members }, force: true });
  else await admin.command({ replSetInitiate: { _id: replicaSetName, members } });
}

async function knownConfig(admin: Db): Promise<Record<string, unknown> | undefined> {
  try {
    return (await admin.command({ replSetGetConfig: 1 }))['config'] as Record<string, unknown>;
  } catch (thrown) {
    if (thrown instanceof MongoServerError) return undefined;
    throw thrown;
  }
}

async function withAdmin<T>(address: string, ask: (admin: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://${address}/?directConnection=true`, { serverSelectionTimeoutMS: 1_000 });
  try {
    await client.connect();
    return await ask(client.db('admin'));
  } finally {
    await client.close();
  }
}
