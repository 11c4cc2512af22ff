/** What pdfjs-dist uses of newer engines and Node 20 lacks. Imported before it. */

interface TransferableBuffer {
  transferToFixedLength?: (length?: number) => ArrayBuffer;
}

const prototype = ArrayBuffer.prototype as TransferableBuffer;

// ECMA-262, 25.1.6.12 ArrayBuffer.prototype.transferToFixedLength: the bytes move, and the old buffer is empty.
prototype.transferToFixedLength ??= function transferToFixedLength(
  this: ArrayBuffer,
  length = this.byteLength,
): ArrayBuffer {
  const moved = structuredClone(this, { transfer: [this] });
  if (length === moved.byteLength) return moved;
  const resized = new ArrayBuffer(length);
  new Uint8Array(resized).set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)));
  return resized;
};
