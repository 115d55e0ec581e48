import { createHash } from 'node:crypto';
import { DomainError, type Actor } from '@comptoir/contracts';
import {
  isDuplicateKey,
  mint,
  monotonicMs,
  now,
  nowDate,
  type Caller,
  type Connection,
  type Log,
  type Stoppable,
} from '@comptoir/kit';
import type { Page } from '../http/newest-of.js';
import { WorkLoop } from '../notices/work-loop.js';
import { unknownColumns } from './file-columns.js';
import { importErrors } from './import-errors.js';
import type { ImportAsking } from './import-kind.js';
import { IMPORT_KINDS } from './import-kinds.js';
import {
  importCollections,
  importViewOf,
  type ChunkRecord,
  type ImportFault,
  type ImportKindName,
  type ImportMode,
  type ImportRecord,
  type ImportView,
} from './import-records.js';
import { readRows } from './read-rows.js';

/** Bytes of a file at most. */
export const MAX_FILE_BYTES = 20 * 1_048_576;
/** A gateway that dies keeps an import for so long; then another one goes on with it. */
const LEASE_MS = 20_000;
const AGAIN_MS = 2_000;
const IDLE_MS = 2_000;
const DIGITS = 8;
const NOTHING = { added: 0, changed: 0, unchanged: 0, refused: 0 };
const NOT_SENT = { added: 0, changed: 0, unchanged: 0, refused: [] };
const ENDED = ['done', 'stopped', 'cancelled', 'failed'];
/** Codes of refusals that pass: the same chunk is sent again. */
const PASSING = ['unavailable', 'conflict', 'tooMany'];

const padded = (number: number): string => String(number).padStart(DIGITS, '0');

interface Asking {
  readonly commandId: string;
  readonly actor: Actor;
}

/**
 * Imports of files: read and kept in chunks, compared with what is there, run chunk by chunk by any replica. The place of an
 * import moves on with each chunk that is done, and a chunk has one command id: after a crash it is sent again, and is
 * written once.
 */
export class Imports implements Stoppable {
  private readonly records: ReturnType<typeof importCollections>;
  private readonly loop: WorkLoop;
  private caller: Caller | undefined;

  constructor(
    connection: Connection,
    private readonly log: Log,
  ) {
    this.records = importCollections(connection);
    this.loop = new WorkLoop(() => this.next(), log, IDLE_MS);
  }

  /** Goes on with what is not over. */
  start(caller: Caller): void {
    this.caller = caller;
    this.loop.start();
  }

  /** Finishes the chunk in progress. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Reads a file and keeps it, once a command id; its rows are compared afterwards. Refuses what `readRows` refuses. */
  async upload(
    {
      kind,
      fileName,
      file,
      storeId,
    }: { kind: ImportKindName; fileName: string; file: Buffer; storeId?: string | undefined },
    { commandId, actor }: Asking,
  ): Promise<ImportView> {
    const known = await this.records.imports.findOne({ commandId }).lean<ImportRecord | null>();
    if (known) return importViewOf(known);
    if (file.length > MAX_FILE_BYTES)
      throw importErrors.fileTooLarge('A file is of 20 MB at most: put the rest into another one.', {
        most: MAX_FILE_BYTES,
      });
    const _id = mint('import');
    const createdAt = nowDate();
    const { columns, rows, chunks } = await readRows(file, IMPORT_KINDS[kind], async (chunk, some) => {
      await this.records.chunks.create({ _id: `${_id}/${padded(chunk)}`, rows: some, todo: null, wrong: 0, createdAt });
    });
    const record: ImportRecord = {
      _id,
      commandId,
      kind,
      ...(storeId === undefined ? {} : { storeId }),
      fileHash: createHash('sha256').update(file).digest('hex'),
      fileName,
      state: chunks === 0 ? 'ready' : 'checking',
      columns,
      unknownColumns: unknownColumns(columns, IMPORT_KINDS[kind].columns),
      rows,
      checkedRows: 0,
      counts: { new: 0, changed: 0, unchanged: 0, wrong: 0 },
      doneRows: 0,
      written: NOTHING,
      actor,
      chunks,
      place: 0,
      sent: -1,
      cancelAsked: false,
      workedMs: 0,
      ...(chunks === 0 ? {} : { dueAt: createdAt }),
      createdAt,
      createdBy: actor.id,
    };
    try {
      await this.records.imports.create(record);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return importViewOf((await this.records.imports.findOne({ commandId }).lean<ImportRecord>())!);
    }
    this.loop.wake();
    return importViewOf(record);
  }

  /** One import of a kind. Refuses import.unknown. */
  async read(kind: ImportKindName, importId: string): Promise<ImportView> {
    return importViewOf(await this.record(kind, importId));
  }

  /** Imports of a kind of the last days, of these stores where it has one, newest first; the cursor is the last one. */
  async list(
    kind: ImportKindName,
    { cursor, limit, storeIds }: { cursor?: string | undefined; limit: number; storeIds: readonly string[] | null },
  ): Promise<Page<ImportView>> {
    const all = await this.records.imports.find({ kind }).sort({ createdAt: -1 }).lean<ImportRecord[]>();
    const shown = all.filter(({ storeId }) => storeId === undefined || !storeIds || storeIds.includes(storeId));
    const after = cursor === undefined ? shown : shown.filter(({ _id }) => _id < cursor);
    const items = after.slice(0, limit).map(importViewOf);
    const last = items.at(-1);
    return { items, ...(after.length > limit && last ? { nextCursor: last.importId } : {}) };
  }

  /** What is wrong, by line; the cursor is the key of the last one. Refuses import.unknown. */
  async faults(
    kind: ImportKindName,
    importId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Page<ImportFault>> {
    await this.record(kind, importId);
    const rows = await this.records.faults
      .find({ key: { $gt: cursor?.startsWith(`${importId}/`) ? cursor : `${importId}/`, $lt: `${importId}/~` } })
      .sort({ key: 1 })
      .limit(limit + 1)
      .lean<(ImportFault & { key: string })[]>();
    const items = rows
      .slice(0, limit)
      .map(({ line, column, found, code, right, phase }) => ({ line, column, found, code, right, phase }));
    return { items, ...(rows.length > limit ? { nextCursor: rows[limit - 1]!.key } : {}) };
  }

  /** Begins to write. Refuses import.not-ready unless all rows were compared, and import.has-errors where all or nothing is asked and a row is wrong. */
  async run(kind: ImportKindName, importId: string, mode: ImportMode, actor: Actor): Promise<ImportView> {
    const { state, counts } = await this.record(kind, importId);
    if (state !== 'ready') throw importErrors.notReady('This import is not waiting to be run.', { state });
    if (mode === 'allOrNothing' && counts.wrong > 0)
      throw importErrors.hasErrors(`${counts.wrong} rows are wrong: nothing was written.`, { wrong: counts.wrong });
    const $set = {
      state: 'running',
      mode,
      actor,
      place: 0,
      sent: -1,
      startedAt: now(),
      startedBy: actor.id,
      dueAt: nowDate(),
    };
    const changed = await this.records.imports
      .findOneAndUpdate({ _id: importId, state: 'ready' }, { $set }, { returnDocument: 'after' })
      .lean<ImportRecord | null>();
    if (!changed) throw importErrors.notReady('This import was begun or cancelled elsewhere.', {});
    this.loop.wake();
    return importViewOf(changed);
  }

  /** Ends an import after the chunk in progress; what is written stays. One that is over stays as it is. Refuses import.unknown. */
  async cancel(kind: ImportKindName, importId: string): Promise<ImportView> {
    const { state } = await this.record(kind, importId);
    if (state === 'ready') {
      await this.records.imports.updateOne({ _id: importId, state }, { $set: { state: 'cancelled', endedAt: now() } });
    } else if (!ENDED.includes(state)) {
      await this.records.imports.updateOne({ _id: importId }, { $set: { cancelAsked: true } });
      this.loop.wake();
    }
    return this.read(kind, importId);
  }

  private async record(kind: ImportKindName, importId: string): Promise<ImportRecord> {
    const found = await this.records.imports.findById(importId).lean<ImportRecord | null>();
    if (found?.kind === kind) return found;
    throw importErrors.importUnknown('There is no import with this number; imports are kept for 30 days.', {
      importId,
    });
  }

  /** Does the next chunk of the import that is due longest; false where none is. */
  private async next(): Promise<boolean> {
    const at = nowDate();
    const claimed = await this.records.imports
      .findOneAndUpdate(
        { dueAt: { $lte: at } },
        { $set: { dueAt: new Date(at.getTime() + LEASE_MS) } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<ImportRecord | null>();
    if (!claimed) return false;
    try {
      await (claimed.state === 'checking' ? this.checkNext(claimed) : this.runNext(claimed));
    } catch (error) {
      await this.postpone(claimed, error);
    }
    return true;
  }

  /** Another try in a moment; an error that does not pass ends the import. */
  private async postpone({ _id, place }: ImportRecord, error: unknown): Promise<void> {
    const isFinal = error instanceof DomainError && !PASSING.includes(error.kind);
    this.log.warn({ err: error, import: _id, place }, isFinal ? 'an import failed' : 'an import waits');
    const change = isFinal
      ? { $set: { state: 'failed', endedAt: now() }, $unset: { dueAt: '' } }
      : { $set: { dueAt: new Date(nowDate().getTime() + AGAIN_MS) } };
    await this.records.imports.updateOne({ _id, place }, change);
  }

  private async checkNext(record: ImportRecord): Promise<void> {
    const { _id, place, chunks } = record;
    if (record.cancelAsked) return this.end(record, 'cancelled');
    const chunkId = `${_id}/${padded(place)}`;
    const { rows } = await this.chunk(chunkId);
    const { todo, faults, counts } = await IMPORT_KINDS[record.kind].check(this.askingOf(record), rows);
    await this.records.chunks.updateOne({ _id: chunkId }, { $set: { todo, wrong: counts.wrong } });
    await this.keepFaults(_id, chunkId, faults);
    const isLast = place + 1 === chunks;
    await this.moveOn(record, {
      $set: { place: isLast ? 0 : place + 1, ...(isLast ? { state: 'ready' } : { dueAt: nowDate() }) },
      ...(isLast ? { $unset: { dueAt: '' } } : {}),
      $inc: {
        checkedRows: rows.length,
        'counts.new': counts.new,
        'counts.changed': counts.changed,
        'counts.unchanged': counts.unchanged,
        'counts.wrong': counts.wrong,
      },
    });
  }

  private async runNext(record: ImportRecord): Promise<void> {
    const { _id, place, chunks, mode, sent } = record;
    if (place === chunks) return this.end(record, 'done');
    if (record.cancelAsked && sent !== place) return this.end(record, 'cancelled');
    const startedAt = monotonicMs();
    const chunkId = `${_id}/${padded(place)}`;
    const [{ rows, todo, wrong }] = await Promise.all([
      this.chunk(chunkId),
      this.records.imports.updateOne({ _id, place }, { $set: { sent: place } }),
    ]);
    const rowsToWrite = todo ?? [];
    const command = { commandId: `import/${chunkId}`, allOrNothing: mode === 'allOrNothing' };
    const reply =
      rowsToWrite.length === 0
        ? NOT_SENT
        : await IMPORT_KINDS[record.kind].write({ ...this.askingOf(record), ...command }, rowsToWrite);
    const { refused } = reply;
    await this.keepFaults(_id, `${chunkId}/run`, refused);
    const isStopped = mode === 'allOrNothing' && refused.length > 0;
    const isOver = isStopped || place + 1 === chunks || record.cancelAsked;
    const state = isStopped ? 'stopped' : place + 1 === chunks ? 'done' : 'cancelled';
    await this.moveOn(record, {
      $set: { place: place + 1, ...(isOver ? { state, endedAt: now() } : { dueAt: nowDate() }) },
      ...(isOver ? { $unset: { dueAt: '' } } : {}),
      $inc: {
        doneRows: isStopped ? reply.added + reply.changed : rows.length,
        workedMs: monotonicMs() - startedAt,
        'written.added': reply.added,
        'written.changed': reply.changed,
        'written.unchanged': isStopped ? 0 : reply.unchanged + rows.length - rowsToWrite.length - wrong,
        'written.refused': refused.length,
      },
    });
  }

  private askingOf({ actor, columns, storeId, fileHash, place }: ImportRecord): ImportAsking {
    return { caller: this.caller!, actor, columns, storeId, fileHash, chunk: place };
  }

  /** Saves what a chunk came to, unless another replica has done it already. */
  private async moveOn({ _id, state, place }: ImportRecord, change: object): Promise<void> {
    await this.records.imports.updateOne({ _id, state, place }, change);
  }

  private end(record: ImportRecord, state: 'cancelled' | 'done'): Promise<void> {
    return this.moveOn(record, { $set: { state, endedAt: now() }, $unset: { dueAt: '' } });
  }

  private async chunk(chunkId: string): Promise<ChunkRecord> {
    return (await this.records.chunks.findById(chunkId).lean<ChunkRecord>())!;
  }

  private async keepFaults(importId: string, chunk: string, faults: readonly ImportFault[]): Promise<void> {
    await this.records.faults.deleteMany({ chunk });
    if (faults.length === 0) return;
    const createdAt = nowDate();
    const documents = faults.map((fault, at) => {
      const key = `${importId}/${fault.phase}/${padded(fault.line)}/${padded(at)}`;
      return { _id: key, key, chunk, ...fault, createdAt };
    });
    await this.records.faults.insertMany(documents);
  }
}
