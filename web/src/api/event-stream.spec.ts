import { expect, test } from '@jest/globals';
import { parseEvents } from './event-stream.js';

test('complete events are parsed, comments are ignored, an incomplete event is the rest', () => {
  const text = ': here\n\nid: 1-2\nevent: sales.saleChanged\ndata: {"a":": b"}\n\nid: 1-3\nevent: x\nda';
  expect(parseEvents(text)).toEqual({
    events: [{ id: '1-2', type: 'sales.saleChanged', data: '{"a":": b"}' }],
    rest: 'id: 1-3\nevent: x\nda',
  });
  expect(parseEvents('')).toEqual({ events: [], rest: '' });
});
