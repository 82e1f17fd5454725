/**
 * The journal on disk: one line of JSON for each transaction, appended under the lock, tailed by
 * every process. The first line names the generation, so that a reader notices a compaction.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { MemoryInventory } from "./memory";
import type { Change } from "./store";

/** The journal is rewritten when it is larger than this and mostly history. */
const COMPACT_ABOVE_BYTES = 8 * 1024 * 1024;
/** Lines of history for each line that still counts, above which it is mostly history. */
const HISTORY_FACTOR = 4;
const NEWLINE = 0x0a;
/** `{"generation":"` + 16 hex digits + `"}` + newline. */
const HEADER_BYTES = 34;

/** One process's reader of the journal, and its writer while it holds the lock. */
export class Journal {
  /** What the journal says so far. */
  inventory = new MemoryInventory();
  private header = "";
  private offset = 0;
  private lines = 0;

  /** @param path The journal's file; it need not exist yet. */
  constructor(private readonly path: string) {}

  /** Reads what was appended since the last time; a line that is not finished is left alone. */
  tail(): void {
    const fd = openIfThere(this.path);
    if (fd === undefined) {
      this.startAnew("");
      return;
    }
    try {
      this.noticeCompaction(fd);
      this.readLines(fd);
    } finally {
      closeSync(fd);
    }
  }

  /**
   * Appends one transaction. Only under the lock, right after {@link tail}.
   *
   * @param changes What happened, in order.
   */
  append(changes: readonly Change[]): void {
    const fd = openSync(this.path, "a+");
    try {
      // A holder that was killed in the middle of a write leaves a torn line: it never happened.
      ftruncateSync(fd, this.offset);
      if (this.offset === 0) {
        writeSync(fd, newHeader());
      }
      writeSync(fd, `${JSON.stringify(changes)}\n`);
      this.noticeCompaction(fd);
      this.readLines(fd);
    } finally {
      closeSync(fd);
    }
    this.compactWhenLarge();
  }

  /** Writes the inventory as a journal of its own and puts it in the place of the old one. */
  compact(): void {
    const draft = `${this.path}.${process.pid}.draft`;
    const lines = this.inventory.asChanges().map((change) => `${JSON.stringify([change])}\n`);
    writeFileSync(draft, newHeader() + lines.join(""));
    renameSync(draft, this.path);
    this.tail();
  }

  private compactWhenLarge(): void {
    const living = this.inventory.everything().length + 1;
    if (this.offset > COMPACT_ABOVE_BYTES && this.lines > HISTORY_FACTOR * living) {
      this.compact();
    }
  }

  private noticeCompaction(fd: number): void {
    const header = readText(fd, 0, HEADER_BYTES).toString("utf8");
    if (header === this.header || header.length < HEADER_BYTES) {
      return;
    }
    this.startAnew(header);
  }

  /** Forgets what was read: the journal is another one, or was deleted with everything in it. */
  private startAnew(header: string): void {
    if (header === this.header) {
      return;
    }
    this.header = header;
    this.offset = header.length;
    this.lines = 0;
    this.inventory = new MemoryInventory();
  }

  private readLines(fd: number): void {
    const fresh = readText(fd, this.offset, fstatSync(fd).size - this.offset);
    const end = fresh.lastIndexOf(NEWLINE) + 1;
    if (this.offset === 0 || end === 0) {
      return;
    }
    for (const line of fresh.subarray(0, end).toString("utf8").split("\n")) {
      if (line !== "") {
        this.inventory.apply(JSON.parse(line) as readonly Change[]);
        this.lines += 1;
      }
    }
    this.offset += end;
  }
}

function newHeader(): string {
  return `${JSON.stringify({ generation: randomBytes(8).toString("hex") })}\n`;
}

function readText(fd: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, length));
  let done = 0;
  while (done < buffer.length) {
    const read = readSync(fd, buffer, done, buffer.length - done, from + done);
    if (read === 0) {
      break;
    }
    done += read;
  }
  return buffer.subarray(0, done);
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
