import Sequencer from '@jest/test-sequencer';

/** The longest files first, so that the last minutes are not one file's alone; a fresh clone has no timings to go by. */
const LONGEST = ['web/test/pages', 'deploy/test/shop-survives', 'faults/test/dozen', 'deploy/test/shop-sells', 'faults/test/mutation', 'deploy/test/start.test', 'deploy/test/shop-refuses', 'deploy/test/start-by-npm', 'workflows/test/', 'bench/test/'];

const rank = ({ path }) => {
  const index = LONGEST.findIndex((part) => path.includes(part));
  return index < 0 ? LONGEST.length : index;
};

export default class LongestFirst extends (Sequencer.default ?? Sequencer) {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
