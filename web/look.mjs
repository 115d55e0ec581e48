import { chromium } from 'playwright-core';
const base = 'http://localhost:18480';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const ctx = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
const page = await ctx.newPage();
page.on('console', (m) => ['error','warning'].includes(m.type()) && console.log('console', m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.goto(base);
await page.waitForTimeout(700);
await page.screenshot({ path: '/tmp/look/signin.png' });
await page.getByRole('button', { name: 'Caisse' }).click();
await page.waitForSelector('#scan');
const g = await (await fetch(base + '/api/v1/openapi.json')).json();
for (const code of ['2130100000006']) {}
const { demoGoods } = await import('/work/main/deploy/dist/src/demo-goods.js');
for (const i of [0, 1, 22]) { await page.keyboard.type(demoGoods[i].barcode); await page.keyboard.press('Enter'); }
await page.waitForTimeout(800);
await page.screenshot({ path: '/tmp/look/till.png' });
await page.keyboard.press('Enter'); await page.waitForTimeout(300);
await page.keyboard.type('15000', { delay: 70 });
await page.screenshot({ path: '/tmp/look/pay.png' });
await page.keyboard.press('Enter');
await page.waitForSelector('[data-testid=sold]', { timeout: 15000 });
await page.screenshot({ path: '/tmp/look/sold.png' });
console.log(await page.textContent('[data-testid=number]'));
await page.getByRole('link', { name: 'Voir la vente' }).click();
await page.waitForTimeout(1200);
await page.screenshot({ path: '/tmp/look/sale-cashier.png', fullPage: true });
await browser.close();
