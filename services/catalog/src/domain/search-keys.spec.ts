import { expect, test } from '@jest/globals';
import { wordsOfProduct } from './search-keys.js';

test('a product is found by its name, its brand, its SKU in parts and as one word, and its barcodes', () => {
  const product = { name: 'Téléviseur 55', sku: 'TV-LED', barcodes: ['6130001', '6130002'] };
  expect(wordsOfProduct(product)).toEqual(['55', '6130001', '6130002', 'led', 'televiseur', 'tv', 'tvled']);
  expect(wordsOfProduct({ ...product, brand: 'Été' })).toContain('ete');
});
