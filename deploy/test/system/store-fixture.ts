export {
  cash,
  checkout,
  draft,
  openStoreFixture,
  sell,
  stockOf,
  stockUp,
  type StoreFixture,
} from '../../src/store-fixture.js';
