import { expect, test } from '@jest/globals';
import { eventsOf } from './heard.js';

test('whole events are cut from the stream, comments are passed over, the rest waits for more', () => {
  const text = ': here\n\nid: 1-2\nevent: sales.saleChanged\ndata: {"a":": b"}\n\nid: 1-3\nevent: x\nda';
  expect(eventsOf(text)).toEqual({
    events: [{ id: '1-2', type: 'sales.saleChanged', data: '{"a":": b"}' }],
    rest: 'id: 1-3\nevent: x\nda',
  });
  expect(eventsOf('')).toEqual({ events: [], rest: '' });
});
