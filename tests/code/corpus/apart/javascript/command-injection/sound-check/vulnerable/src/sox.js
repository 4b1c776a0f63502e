import { exec } from 'node:child_process';

/** A pipeline of sox effects, built step by step. */
export class Sox {
  #parts = ['/opt/bin/sox', '-V1'];

  input(file) {
    this.#parts.push(file);
    return this;
  }

  output(file) {
    this.#parts.push(file);
    return this;
  }

  effect(name, ...args) {
    this.#parts.push(name, ...args);
    return this;
  }

  run() {
    const line = this.#parts.join(' ');
    return new Promise((resolve, reject) => {
      exec(line, { timeout: 45_000 }, (error, stdout) => (error ? reject(error) : resolve(stdout))); // FAULT command-injection
    });
  }
}
