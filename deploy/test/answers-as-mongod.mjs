// Speaks MongoDB's wire protocol as a mongod started with --replSet does before and after its initiation, and records what it receives.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { BSON } from 'mongodb';

const args = process.argv.slice(2);
if (args.includes('--version')) {
  console.log('db version v8.0.99');
  process.exit(0);
}
const valueOf = (name) => args[args.indexOf(name) + 1];
const [port, folder] = [Number(valueOf('--port')), valueOf('--dbpath')];
const self = `127.0.0.1:${port}`;
const configFile = join(folder, 'config.json');
const journal = (line) => appendFileSync(join(folder, 'journal'), `${JSON.stringify(line)}\n`);
const config = () => (existsSync(configFile) ? JSON.parse(readFileSync(configFile, 'utf8')) : undefined);
const keep = (next) => writeFileSync(configFile, JSON.stringify(next));
journal({ args });

function hello() {
  const common = {
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    minWireVersion: 0,
    maxWireVersion: 25,
    ok: 1,
  };
  if (config()?.members[0].host !== self)
    return {
      ...common,
      isWritablePrimary: false,
      secondary: false,
      isreplicaset: true,
      info: 'Does not have a valid replica set config',
    };
  return { ...common, isWritablePrimary: true, setName: config()._id, hosts: [self], primary: self, me: self };
}

function answer(command) {
  const name = Object.keys(command)[0];
  if (name.toLowerCase() === 'hello' || name.toLowerCase() === 'ismaster') return hello();
  if (name.startsWith('replSet')) journal({ [name]: command[name], ...(command.force ? { force: true } : {}) });
  if (name === 'replSetGetConfig')
    return config()
      ? { config: config(), ok: 1 }
      : { ok: 0, code: 94, codeName: 'NotYetInitialized', errmsg: 'no replset config has been received' };
  if (name === 'replSetInitiate' && config())
    return { ok: 0, code: 23, codeName: 'AlreadyInitialized', errmsg: 'already initialized' };
  if (name === 'replSetInitiate' || name === 'replSetReconfig') keep({ version: 1, ...command[name] });
  return { ok: 1 };
}

function header(length, responseTo, opCode) {
  const bytes = Buffer.alloc(16);
  [length, 1, responseTo, opCode].forEach((value, index) => bytes.writeInt32LE(value, index * 4));
  return bytes;
}

function reply(message) {
  const [requestId, opCode] = [message.readInt32LE(4), message.readInt32LE(12)];
  if (opCode === 2004) {
    const body = BSON.serialize(answer(BSON.deserialize(message.subarray(message.indexOf(0, 20) + 9))));
    const fields = Buffer.alloc(20);
    fields.writeInt32LE(1, 16);
    return Buffer.concat([header(36 + body.length, requestId, 1), fields, body]);
  }
  const body = BSON.serialize(answer(BSON.deserialize(message.subarray(21))));
  return Buffer.concat([header(21 + body.length, requestId, 2013), Buffer.alloc(5), body]);
}

createServer((socket) => {
  let waiting = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
      const length = waiting.readInt32LE(0);
      socket.write(reply(waiting.subarray(0, length)));
      waiting = waiting.subarray(length);
    }
  });
}).listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
