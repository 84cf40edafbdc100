// Counters of processes that may be killed and come again.

/** What each process has counted, by its id: a successor counts from nothing, and what its predecessor counted stays. */
export class Totals {
  #counted = new Map();

  /** @param counted name → value; null: it could not be had, what was known of it stays */
  take(pid, counted) {
    const life = this.#counted.get(pid) ?? {};
    for (const [name, value] of Object.entries(counted)) if (value !== null) life[name] = value;
    this.#counted.set(pid, life);
  }

  /** Over all processes. */
  of(name) {
    return [...this.#counted.values()].reduce((sum, life) => sum + (life[name] ?? 0), 0);
  }
}
