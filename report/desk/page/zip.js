// A zip of several files, without compression: what is saved is compressed already, or small.
"use strict";

const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
  let rest = number;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Uint8Array} data */
const crcOf = (data) => ~data.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;

/** Numbers as little-endian bytes, each with its width. @param {[number, number][]} numbers */
function packed(numbers) {
  const bytes = numbers.flatMap(([value, width]) =>
    Array.from({ length: width }, (_, at) => (value >>> (8 * at)) & 255),
  );
  return Uint8Array.from(bytes);
}

/** @param {Iterable<[string, Uint8Array<ArrayBuffer>]>} members names with “/” between folders @param {Date} now @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function zipped(members, now) {
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const day = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  /** @type {Uint8Array<ArrayBuffer>[]} */ const bodies = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */ const list = [];
  let at = 0;
  for (const [path, data] of members) {
    const name = new TextEncoder().encode(path);
    /** @type {[number, number][]} */
    const about = [
      [0x800, 2],
      [0, 2],
      [time, 2],
      [day, 2],
      [crcOf(data), 4],
      [data.length, 4],
      [data.length, 4],
      [name.length, 2],
    ];
    const head = packed([[0x04034b50, 4], [20, 2], ...about, [0, 2]]);
    list.push(
      packed([[0x02014b50, 4], [20, 2], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]),
      name,
    );
    bodies.push(head, name, data);
    at += head.length + name.length + data.length;
  }
  const length = list.reduce((sum, part) => sum + part.length, 0);
  const end = packed([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [list.length / 2, 2],
    [list.length / 2, 2],
    [length, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Uint8Array(await new Blob([...bodies, ...list, end]).arrayBuffer());
}
