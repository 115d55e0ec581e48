export {
  cash,
  checkout,
  draft,
  openStoreFixture,
  openTill,
  sell,
  stockOf,
  stockUp,
  type StoreFixture,
} from '../../src/store-fixture.js';
