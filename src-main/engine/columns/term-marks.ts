/** Which ids occur: a growing bit set. */
export class TermMarks {
  #bits = new Uint8Array(1024)
  #count = 0

  add(values: Float64Array, rows: number): void {
    for (let i = 0; i < rows; i++) this.#mark(values[i] ?? 0)
  }

  /** The ids marked, ascending; 0 (absent) is none. */
  ids(): Uint32Array {
    const ids = new Uint32Array(this.#count)
    let out = 0
    for (let byte = 0; byte < this.#bits.length; byte++) {
      const bits = this.#bits[byte] ?? 0
      for (let bit = 0; bits >> bit; bit++) if ((bits >> bit) & 1) ids[out++] = byte * 8 + bit
    }
    return ids
  }

  #mark(id: number): void {
    if (id === 0) return
    const byte = Math.floor(id / 8)
    const bit = 1 << (id % 8)
    if (byte >= this.#bits.length) this.#grow(byte)
    const held = this.#bits[byte] ?? 0
    if (held & bit) return
    this.#bits[byte] = held | bit
    this.#count++
  }

  #grow(byte: number): void {
    const wider = new Uint8Array(Math.max(byte + 1, this.#bits.length * 2))
    wider.set(this.#bits)
    this.#bits = wider
  }
}
