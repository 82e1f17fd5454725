/**
 * Writes ZIP archives that depend on nothing but their content: entries sorted by name, one fixed
 * time, no compression (its bytes would change with the library).
 * Source: PKWARE, APPNOTE.TXT - .ZIP File Format Specification, 4.3.
 */
import { crc32 } from "node:zlib";

/** 1980-01-01 00:00, the earliest date that the format knows: day 1, month 1, year 0. */
const DOS_DATE = (1 << 5) | 1;
const VERSION = 20;
const MADE_ON_UNIX = (3 << 8) | VERSION;
/** A regular file that everybody may read, which is what Lambda asks for. */
const MODE = (0o100644 << 16) >>> 0;

/**
 * The fields that the local header and the central directory share.
 *
 * @param {Buffer} name
 * @param {Buffer} content
 * @returns {Buffer}
 */
function common(name, content) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/**
 * @param {number} signature
 * @returns {Buffer}
 */
function signed(signature) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

/**
 * @param {Buffer} name
 * @param {Buffer} content
 * @param {number} offset Where the local header stands.
 * @returns {Buffer} The entry's record in the central directory.
 */
function directoryRecord(name, content, offset) {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(MADE_ON_UNIX);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(MODE, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([signed(0x02014b50), made, common(name, content), tail, name]);
}

/**
 * @param {ReadonlyMap<string, string>} files Content by path inside the archive.
 * @returns {Buffer}
 */
export function zip(files) {
  /** @type {Buffer[]} */
  const locals = [];
  /** @type {Buffer[]} */
  const records = [];
  let offset = 0;
  for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [name, content] = [Buffer.from(path), Buffer.from(text)];
    const local = Buffer.concat([signed(0x04034b50), common(name, content), name, content]);
    records.push(directoryRecord(name, content, offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, signed(0x06054b50), end]);
}
