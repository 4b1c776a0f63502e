import serialize from 'node-serialize';

interface State {
  cursor: number;
  done: string[];
}

class Job {
  private constructor(
    readonly id: number,
    private readonly state: State,
  ) {}

  static restore(id: number, memento?: string): Job {
    const state: State = memento ? serialize.unserialize(memento) : { cursor: 0, done: [] }; // FAULT unsafe-deserialisation
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
    return serialize.serialize(this.state);
  }
}

/** One turn of the import's loop. The state travels through the caller's own system between two turns. */
export const handler = async (input: { job: number; files: string[]; memento?: string }) => {
  const job = Job.restore(Number(input.job), input.memento);
  job.step(input.files);
  return { job: job.id, memento: job.memento(), finished: job.finished };
};
