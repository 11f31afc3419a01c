// When something numbered ("GHT-000123") arrived, at how many, first and last; on the machine's monotonic clock, which the servers read too.
export class Arrivals {
  #expected;
  #seen = new Map();

  constructor(expected) {
    this.#expected = expected;
  }

  // Each client has its own record, because the same number may come to it more than once.
  client(prefix) {
    const had = new Set();
    const pattern = Buffer.from(prefix);
    return bytes => {
      const now = process.hrtime.bigint();
      const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = buffer.indexOf(pattern); at >= 0; at = buffer.indexOf(pattern, at + 1)) {
        const number = buffer.latin1Slice(at, at + prefix.length + 6);
        if (!had.has(number)) {
          had.add(number);
          this.#arrived(number, now, buffer.length);
        }
      }
    };
  }

  // Resolves when it has arrived everywhere.
  async everywhere(number, atMost = 30_000) {
    const arrival = this.#of(number);
    const timer = setTimeout(() => arrival.reject(new Error(`${number} arrived at ${arrival.count} of ${this.#expected}`)), atMost);
    await arrival.complete;
    clearTimeout(timer);
    this.#seen.delete(number);
    return arrival;
  }

  #arrived(number, now, bytes) {
    const arrival = this.#of(number);
    arrival.first ??= now;
    arrival.last = now;
    arrival.bytes = bytes;
    if (++arrival.count === this.#expected) {
      arrival.resolve();
    }
  }

  #of(number) {
    if (!this.#seen.has(number)) {
      const arrival = { count: 0 };
      arrival.complete = new Promise((resolve, reject) => Object.assign(arrival, { resolve, reject }));
      this.#seen.set(number, arrival);
    }
    return this.#seen.get(number);
  }
}

export const milliseconds = (from, to) => Number(to - BigInt(from)) / 1e6;
