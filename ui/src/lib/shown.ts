// Which state of the file the window shows. While anything on it is being read again, that is still the one before: an
// edit made meanwhile is judged by what the eye saw.

export class Shown {
  #reading = 0
  #newest = 0
  #at = 0
  readonly #settled: (at: number) => void

  /** `settled` is told whenever a newer state is shown. */
  constructor(settled: (at: number) => void) {
    this.#settled = settled
  }

  /** The newest edit whose effects the window shows. */
  get at(): number {
    return this.#at
  }

  /** The file is at this edit. Whatever shows it begins to read before the next task of the page. */
  take(revision: number) {
    this.#newest = revision
    setTimeout(() => this.#settle(), 0)
  }

  /** Another file: nothing of the one before is shown. */
  open(revision: number) {
    this.#newest = revision
    this.#at = revision
  }

  /** An edit of this window that follows upon what it shows. */
  wrote(revision: number) {
    if (revision === this.#at + 1) this.#show(revision)
  }

  /** Waits for an answer before it says that it is shown. */
  async read<T>(answer: Promise<T>): Promise<T> {
    this.#reading++
    try {
      return await answer
    } finally {
      this.#reading--
      this.#settle()
    }
  }

  #settle() {
    if (this.#reading === 0 && this.#newest > this.#at) this.#show(this.#newest)
  }

  #show(at: number) {
    this.#at = at
    this.#settled(at)
  }
}
