import Sequencer from '@jest/test-sequencer';

/**
 * A fresh clone has no timings to go by. The stories in the browser take longest and mind company most, so they come first,
 * beside the light tests of the rooms; then those that open a whole house, the longest first; what is left fills the end.
 */
const ORDER = [
  'web/test/pages',
  '/services/',
  '/workflows/',
  'deploy/test/system-survives',
  'faults/test/dozen',
  'deploy/test/system-sells',
  'faults/test/mutation',
  'deploy/test/start.test',
  'deploy/test/system-refuses',
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
