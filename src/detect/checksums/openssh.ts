/**
 * OpenSSH's own private key format: magic, cipher, derivation, its options, one public key, the private part; each a string with
 * a length of four bytes. In a key without a cipher the private part begins with one number twice.
 */

const MAGIC = "openssh-key-v1\0";

/** True for the whole of a key file's decoded body. */
export function isOpensshKey(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString("latin1", 0, MAGIC.length) !== MAGIC) return false;
  let at = MAGIC.length;
  const next = (): Buffer | undefined => {
    const length = at + 4 <= buffer.length ? buffer.readUInt32BE(at) : buffer.length;
    const start = at + 4;
    at = start + length;
    return at <= buffer.length ? buffer.subarray(start, at) : undefined;
  };
  const cipher = next();
  const derivation = next();
  const options = next();
  if (cipher === undefined || derivation === undefined || options === undefined || at + 4 > buffer.length) return false;
  const keys = buffer.readUInt32BE(at);
  at += 4;
  const publicKey = next();
  const privatePart = next();
  if (keys !== 1 || publicKey === undefined || privatePart === undefined || privatePart.length < 8) return false;
  return cipher.toString("latin1") !== "none" || privatePart.readUInt32BE(0) === privatePart.readUInt32BE(4);
}

/** An unencrypted key of exactly as many bytes as given; `undefined` when they are too few for one. */
export function opensshKeyOfLength(bytes: Uint8Array): Uint8Array | undefined {
  const head = [Buffer.from(MAGIC, "latin1"), text("none"), text("none"), text(""), number(1)];
  const publicKey = text("ssh-ed25519");
  const before = Buffer.concat([...head, number(publicKey.length), publicKey]);
  const left = bytes.length - before.length - 4;
  if (left < 16) return undefined;
  const check = Buffer.from(bytes.subarray(0, 4));
  return Buffer.concat([before, number(left), check, check, bytes.subarray(bytes.length - left + 8)]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.concat([number(value.length), Buffer.from(value, "latin1")]);
}
