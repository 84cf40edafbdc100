import { serverNowMs } from '../api/clock';
import { send } from '../api/http';
import { asProblem, type Problem } from '../api/problem';

const EVERY_MS = 2000;

export interface Still {
  /** An object URL; revoked when the next one comes. */
  url: string;
  /** Epoch milliseconds. */
  capturedAtMs: number;
}

/** Single pictures instead of video, every two seconds, where the browser cannot play the camera's codec. */
export class Stills {
  private still: Still | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly leaving = new AbortController();

  /** @param refused the right to look ended; asking again would not help */
  constructor(
    private readonly path: string,
    private readonly shown: (still: Still) => void,
    private readonly refused: (problem: Problem) => void,
  ) {
    void this.ask();
  }

  close(): void {
    this.leaving.abort();
    if (this.timer) clearTimeout(this.timer);
    if (this.still) URL.revokeObjectURL(this.still.url);
  }

  private async ask(): Promise<void> {
    try {
      const response = await send(this.path, { accept: 'image/jpeg', signal: this.leaving.signal });
      const capturedAtMs = Date.parse(response.headers.get('X-Captured-At') ?? '') || serverNowMs();
      const picture = await response.blob();
      if (this.leaving.signal.aborted) return;
      if (this.still) URL.revokeObjectURL(this.still.url);
      this.still = { url: URL.createObjectURL(picture), capturedAtMs };
      this.shown(this.still);
    } catch (thrown) {
      if (this.leaving.signal.aborted) return;
      const problem = asProblem(thrown);
      if (problem.status === 404 || problem.isRefusal) return this.refused(problem);
    }
    if (!this.leaving.signal.aborted) this.timer = setTimeout(() => void this.ask(), EVERY_MS);
  }
}
