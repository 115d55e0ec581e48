import { inflateSync } from 'node:zlib';

/** A page of a printed document: its size and its text, without spaces. */
export interface PdfPage {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly text: string;
}

const MM_PER_POINT = 25.4 / 72;
const mm = (points: string | undefined): number => Math.round(Number(points) * MM_PER_POINT);
const referenceIn = (text: string, key: string): string | undefined => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];

/** The pages of a PDF as Chromium writes it: plain objects, compressed streams, fonts with a table to Unicode. */
export function pdfPages(pdf: Buffer): PdfPage[] {
  const source = pdf.toString('latin1');
  const objects = new Map(
    [...source.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
  const streamOf = (id: string | undefined): string => {
    const [, head = '', rest] = /^([\s\S]*?)stream\r?\n([\s\S]*)$/.exec(objects.get(id ?? '') ?? '') ?? [];
    const [, length] = /\/Length (\d+)/.exec(head) ?? []; // the compressed data may end with a byte that looks like a line's end
    return rest === undefined
      ? ''
      : inflateSync(Buffer.from(rest.slice(0, Number(length)), 'latin1')).toString('latin1');
  };
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((body) => {
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body) ?? [];
      const fonts = new Map(
        [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
          name,
          unicodeTable(streamOf(referenceIn(objects.get(id) ?? '', 'ToUnicode'))),
        ]),
      );
      return {
        widthMm: mm(width),
        heightMm: mm(height),
        text: textOf(streamOf(referenceIn(body, 'Contents')), fonts),
      };
    });
}

/** Characters by the hexadecimal code of their glyph. */
function unicodeTable(map: string): Map<string, string> {
  const table = new Map<string, string>();
  const characterOf = (hex: string): string =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((one) => parseInt(one, 16)));
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', character = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      table.set(glyph.toUpperCase(), characterOf(character));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', character = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1)
        table.set(
          code.toString(16).toUpperCase().padStart(from.length, '0'),
          String.fromCharCode(parseInt(character, 16) + code - parseInt(from, 16)),
        );
  return table;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let text = '';
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const width = [...font.keys()][0]?.length ?? 4;
    for (const glyph of glyphs?.match(new RegExp(`.{${width}}`, 'g')) ?? [])
      text += font.get(glyph.toUpperCase()) ?? '';
  }
  return text.replaceAll(/\s/g, '');
}
