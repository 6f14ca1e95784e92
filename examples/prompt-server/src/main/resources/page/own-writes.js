const KEPT = 1000;

/** Knows which changes of the feed were made here, so that the others can be told as somebody else's. */
export class OwnWrites {
  #underWay = new Map();
  #revisions = new Set();
  #unnumbered = [];

  /**
   * Runs a write.
   *
   * @param write what was asked for, as a change of the feed has it: `kind`, `id` and perhaps `version` or `label`
   */
  async during(write, run) {
    const running = run();
    const others = this.#underWay.get(write.id) ?? new Set();
    this.#underWay.set(write.id, others.add(running));
    try {
      const answer = await running;
      if (answer?.revision !== undefined) {
        this.#revisions.add(answer.revision);
      } else {
        this.#unnumbered.push(write);
      }
      return answer;
    } finally {
      others.delete(running);
      this.#forget(write.id);
    }
  }

  /** Where nobody tells of changes, nothing here would ever be asked for. */
  #forget(id) {
    if (this.#underWay.get(id)?.size === 0) {
      this.#underWay.delete(id);
    }
    [...this.#revisions].slice(0, -KEPT).forEach((revision) => this.#revisions.delete(revision));
    this.#unnumbered.splice(0, this.#unnumbered.length - KEPT);
  }

  /** A change can arrive before the answer to the write that made it, so this waits for writes under way. */
  async made(change) {
    await Promise.allSettled(this.#underWay.get(change.id) ?? []);
    if (this.#revisions.has(change.revision)) {
      return true;
    }
    const index = this.#unnumbered.findIndex((write) =>
      write.id === change.id && write.kind === change.kind && write.label === change.label
        && (write.version === undefined || write.version === change.version));
    if (index >= 0) {
      this.#unnumbered.splice(index, 1);
    }
    return index >= 0;
  }
}
