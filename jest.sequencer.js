import Sequencer from '@jest/test-sequencer';

/**
 * A fresh clone has no timings. The stories in the browser take longest and are disturbed most by other tests, so they come
 * first, together with the light tests of the services; then the tests that start a complete system, the longest first.
 */
const ORDER = [
  '-pages.test',
  'deploy/test/specs/',
  '/services/',
  '/workflows/',
  'deploy/test/system-goes-forward',
  'deploy/test/system-refuses',
  'deploy/test/system-stock',
  'deploy/test/system-books',
  'deploy/test/permissions',
  'deploy/test/system-goods',
  'deploy/test/system-buying',
  'deploy/test/system-survives',
  'deploy/test/adding-a-command',
  'faults/test/dozen',
  'deploy/test/system-sells',
  'faults/test/mutation',
  'faults/test/unusual-path',
  'deploy/test/start.test',
  'deploy/test/start-by-npm',
  'bench/test/',
];

const rank = ({ path }) => {
  const index = ORDER.findIndex((part) => path.includes(part));
  return index < 0 ? ORDER.length : index;
};

export default class InOrder extends (Sequencer.default ?? Sequencer) {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
