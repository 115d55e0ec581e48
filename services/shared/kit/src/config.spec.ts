import { expect, test } from '@jest/globals';
import { commonConfig, ConfigError, readConfig } from './config.js';

test('every missing or wrong variable is listed in one message', () => {
  const read = (): unknown =>
    readConfig(commonConfig, { COMPTOIR_NATS_URL: 'http://x', COMPTOIR_INSTALLATION: 'Not Good', LOG_LEVEL: 'loud' });
  expect(read).toThrow(ConfigError);
  let message = '';
  try {
    read();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
    'The configuration cannot be used',
    'COMPTOIR_MONGO_URL',
    'COMPTOIR_NATS_URL',
    'COMPTOIR_INSTALLATION',
    'LOG_LEVEL',
  ]);
  expect(message).toContain('COMPTOIR_MONGO_URL: is missing');
  expect(message).toContain('COMPTOIR_NATS_URL: must be a nats:// URL');
});

test('an optional variable has its default', () => {
  expect(readConfig(commonConfig, { COMPTOIR_MONGO_URL: 'mongodb://x', COMPTOIR_NATS_URL: 'nats://x' })).toMatchObject({
    COMPTOIR_INSTALLATION: 'comptoir',
    LOG_LEVEL: 'info',
  });
});
