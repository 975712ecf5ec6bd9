// The bits of a stream, lowest first: the next byte, and what was read and is not used.

export class Bits {
  static next: usize = 0;
  static hold: u64 = 0;
  static held: u32 = 0;
}

/** At least 56 bits at hand; beyond the end they mean nothing, and that they were used shows at the end. */
@inline export function refill(): void {
  Bits.hold |= load<u64>(Bits.next) << Bits.held;
  Bits.next += (63 - Bits.held) >> 3;
  Bits.held |= 56;
}
