import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import PQueue from 'p-queue';
import { z } from 'zod';
import { catalog, catalogErrors, id, pictureId, pictureSize, productView, type InputOf } from '@comptoir/contracts';
import { CONFIG, type GatewayConfig } from '../config.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { withinStores } from '../people/projection.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';
const WEBP = 'image/webp';
const MEGABYTE = 1_048_576;
/** The highest value of COMPTOIR_PICTURE_MB. */
const MOST_MB = 20;
/** Letters of that in base64, and a few more so that one that is too large is told so. */
const MAX_LETTERS = Math.ceil((MOST_MB * MEGABYTE) / 3) * 4 + 1_024;

/** The address that takes pictures, and the size of its requests. */
export const PICTURE_UPLOAD = { path: '/products/{productId}/picture', bodyLimit: MAX_LETTERS + 4_096 } as const;

const params = z.strictObject({ productId: id('product') });

const setPicture = route({
  method: 'POST',
  path: PICTURE_UPLOAD.path,
  tag,
  summary: 'Sets the picture of a product, PNG, JPEG or WebP by its bytes; null takes it away.',
  action: 'changeProducts',
  params,
  body: z.strictObject({
    content: z.string().min(1).max(MAX_LETTERS).nullable().describe('The file, base64.'),
  }),
  reply: productView,
});
const readPicture = route({
  method: 'GET',
  path: '/products/{productId}/pictures/{pictureId}',
  tag,
  summary: 'A picture of a product as WebP, by the hash that the product names; it never changes.',
  action: 'readProducts',
  params: params.extend({ pictureId }),
  query: z.strictObject({ size: pictureSize.default('full') }),
  file: WEBP,
});

/** Pictures of products. One is made at a time: its pixels take memory. */
@Controller()
export class PicturesController {
  private readonly making = new PQueue({ concurrency: 1 });

  constructor(
    private readonly services: ServiceClient,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(setPicture)
  async setPicture(@Checked() call: Call<typeof setPicture>) {
    const { productId } = call.params;
    const { content } = call.body;
    const picture = content === null ? null : await this.made(content);
    const product = await this.services.ask(call, catalog.setPicture, { productId, picture });
    return withinStores(call.person, 'seeAvailability', product);
  }

  @Serves(readPicture)
  async readPicture(@Checked() call: Call<typeof readPicture>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { productId, pictureId: hash } = call.params;
    const { size } = call.query;
    const etag = `"${hash}-${size}"`;
    const isKnown = call.headers['if-none-match'] === etag;
    const content = isKnown ? undefined : await this.bytesOf(call, { productId, pictureId: hash, size });
    void reply
      .header('etag', etag)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox");
    if (content) return new StreamableFile(content, { type: WEBP });
    void reply.status(304);
    return undefined;
  }

  private async bytesOf(call: Call<typeof readPicture>, asked: InputOf<typeof catalog.readPicture>): Promise<Buffer> {
    const { content } = await this.services.ask(call, catalog.readPicture, asked);
    return Buffer.from(content, 'base64');
  }

  private async made(content: string) {
    const bytes = Buffer.from(content, 'base64');
    const mostBytes = this.config.COMPTOIR_PICTURE_MB * MEGABYTE;
    if (bytes.length > mostBytes) {
      throw catalogErrors.pictureTooLarge(
        `This file has ${bytes.length} bytes; at most ${mostBytes} are taken: make it smaller.`,
        { bytes: bytes.length, mostBytes },
      );
    }
    const { makePicture } = await import('../pictures/make-picture.js'); // loaded with the first picture
    return this.making.add(() => makePicture(bytes, this.config.COMPTOIR_PICTURE_MEGAPIXELS * 1_000_000));
  }
}
