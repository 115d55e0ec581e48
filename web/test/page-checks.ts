import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rootDir } from '../../deploy/src/paths.js';

const AXE = createRequire(join(rootDir, 'web', 'package.json')).resolve('axe-core/axe.min.js');

/** Every rule that axe calls serious or critical and that the page breaks, with the elements; of all rules, or of the named ones. */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as any).axe.run(document, {
        resultTypes: ['violations'],
        ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
      }),
    rules,
  );
  return violations
    .filter((one: any) => ['serious', 'critical'].includes(one.impact))
    .map((one: any) => `${one.id}: ${one.nodes.map((node: any) => node.target.join(' ')).join(' | ')}`);
}

function overflowingParts(): string[] {
  const parts = [
    document.documentElement,
    ...document.querySelectorAll(
      'header, .till > *, .side, .side > *, .records, .records > *, .tile, article, dialog, [role=dialog]',
    ),
  ];
  return parts
    .filter(
      (one) =>
        one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'auto' && one.clientWidth > 0,
    )
    .map((one) => `${one.tagName}.${one.className} by ${one.scrollWidth - one.clientWidth}`);
}

/** So long a page may take to lay itself out for a new width: some of its parts measure themselves in later frames. */
const LAYOUT_MS = 5_000;

/** Parts of the page whose content stays wider than they are; elements that scroll are left out. */
export async function overflowing(page: Page): Promise<string[]> {
  const deadline = performance.now() + LAYOUT_MS;
  for (;;) {
    const parts = await page.evaluate(overflowingParts);
    if (parts.length === 0 || performance.now() > deadline) return parts;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** Waits until what moves or fades has come to its end: colours in between are nobody's choice. */
export async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity),
  );
}
