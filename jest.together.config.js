import config from './jest.config.js';

/** The same tests, with the specs in a few files: the whole suite and `npm run check` run so, one spec alone by jest.config.js. */
export default {
  ...config,
  testMatch: ['<rootDir>/deploy/test/specs/part-*.ts', '**/test/**/*.test.ts'],
};
