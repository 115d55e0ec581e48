import { inflateSync } from 'node:zlib';

/** A page of a PDF as tests look at it: its size, its texts as they stand from left to right, and its filled rectangles, in points. */
export interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly string[];
  readonly rectangles: readonly { readonly x: number; readonly y: number; readonly width: number }[];
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const head of source.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = head.index + head[0].length;
    const end = source.indexOf('endobj', from);
    const streamAt = source.indexOf('stream\n', from);
    if (streamAt < 0 || streamAt > end) {
      objects.set(head[1]!, { dictionary: source.slice(from, end), stream: '' });
      continue;
    }
    const dictionary = source.slice(from, streamAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const data = pdf.subarray(streamAt + 7, streamAt + 7 + length);
    const stream = dictionary.includes('FlateDecode') ? inflateSync(data) : data;
    objects.set(head[1]!, { dictionary, stream: stream.toString('latin1') });
  }
  return objects;
}

function lettersOf(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((one) => parseInt(one, 16)));
}

/** What the glyphs of a font stand for. */
function tableOf(map: string): string[] {
  const table: string[] = [];
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const start = parseInt(from, 16);
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], at) => {
      table[start + at] = lettersOf(hex.replaceAll(' ', ''));
    });
  }
  return table;
}

/** The pages of a PDF that pdfkit wrote. */
export function readPdf(pdf: Buffer): ReadPage[] {
  const objects = objectsOf(pdf);
  const at = (dictionary: string, key: string): PdfObject =>
    objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1] ?? '') ?? { dictionary: '', stream: '' };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\n/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const [, width = '', height = ''] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? [];
    const resources = /\/Resources \d/.test(dictionary) ? at(dictionary, 'Resources').dictionary : dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
        name,
        tableOf(at(objects.get(id)?.dictionary ?? '', 'ToUnicode').stream),
      ]),
    );
    const content = at(dictionary, 'Contents').stream;
    let font: string[] = [];
    const texts: string[] = [];
    for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name) ?? [];
      else {
        const codes = [...glyphs!.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
        texts.push(codes.map((code) => font[parseInt(code, 16)] ?? '?').join(''));
      }
    }
    const rectangles = [...content.matchAll(/(-?[\d.]+) (-?[\d.]+) ([\d.]+) [\d.]+ re/g)].map(([, x, y, wide]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(wide),
    }));
    return { width: Number(width), height: Number(height), texts, rectangles };
  });
}
