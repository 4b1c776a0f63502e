import { z } from 'zod';

const State = z.object({
  cursor: z.number().int().nonnegative(),
  done: z.array(z.string().max(1024)).max(10_000),
});
type State = z.infer<typeof State>;

class Job {
  private constructor(
    readonly id: number,
    private readonly state: State,
  ) {}

  static restore(id: number, memento?: string): Job {
    const state = memento ? State.parse(JSON.parse(memento)) : { cursor: 0, done: [] };
    return new Job(id, state);
  }

  step(files: string[]): void {
    const batch = files.slice(this.state.cursor, this.state.cursor + 50);
    this.state.done.push(...batch);
    this.state.cursor += batch.length;
  }

  get finished(): boolean {
    return this.state.cursor >= 10_000;
  }

  memento(): string {
    return JSON.stringify(this.state);
  }
}

/** One turn of the import's loop. The state travels through the caller's own system between two turns. */
export const handler = async (input: { job: number; files: string[]; memento?: string }) => {
  const job = Job.restore(Number(input.job), input.memento);
  job.step(input.files);
  return { job: job.id, memento: job.memento(), finished: job.finished };
};
