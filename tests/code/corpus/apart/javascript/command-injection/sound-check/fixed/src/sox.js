import { spawn } from 'node:child_process';

/** A pipeline of sox effects, built step by step. */
export class Sox {
  #parts = ['-V1'];

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
    return new Promise((resolve, reject) => {
      const sox = spawn('/opt/bin/sox', this.#parts, { timeout: 45_000, stdio: 'ignore', shell: false });
      sox.on('error', reject);
      sox.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('sox failed'))));
    });
  }
}
