import { hasCheckDigit } from '@comptoir/contracts';
import { code128, ean13, type DrawingContext } from 'bwip-js/generic';

/** A bar: where it begins and how wide it is, in modules from the first bar on. */
export interface Bar {
  readonly at: number;
  readonly width: number;
}

const EAN_13 = /^\d{13}$/;

/** Keeps the bars in the place of drawing them. */
function barsKept(): DrawingContext<Bar[]> {
  const bars: Bar[] = [];
  const ignore = (): void => undefined;
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: ignore,
    line: (x0, _y0, _x1, _y1, width) => void bars.push({ at: x0 - Math.ceil(width / 2), width }),
    polygon: ignore,
    hexagon: ignore,
    ellipse: ignore,
    fill: ignore,
    text: ignore,
    end: () => bars.toSorted((a, b) => a.at - b.at).map(({ at, width }) => ({ at: at - bars[0]!.at, width })),
  };
}

/** The bars of a code: EAN-13 where its check digit is right, Code 128 for every other one. */
export function barsOf(code: string): readonly Bar[] {
  const isEan = EAN_13.test(code) && hasCheckDigit(code);
  return isEan
    ? ean13({ bcid: 'ean13', text: code, includetext: false }, barsKept())
    : code128({ bcid: 'code128', text: code }, barsKept());
}

/** How many modules bars are wide. */
export function modulesOf(bars: readonly Bar[]): number {
  const last = bars.at(-1)!;
  return last.at + last.width;
}
