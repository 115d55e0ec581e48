import { expect, test } from '@jest/globals';
import { keysOfProduct, wordsOfProduct } from './search-keys.js';

test('a product is found by its name, its SKU in parts and as one word, and its barcodes', () => {
  const product = { name: 'Téléviseur 55', sku: 'TV-LED', barcodes: ['6130001', '6130002'] };
  expect(wordsOfProduct(product)).toEqual(['55', '6130001', '6130002', 'led', 'televiseur', 'tv', 'tvled']);
  expect(keysOfProduct({ _id: 'prd_1', ...product })).toContain('tvled/prd_1');
  expect(keysOfProduct({ _id: 'prd_1', categoryId: 'cat_1', ...product })).toContain('=cat_1 televiseur 55/prd_1');
});
