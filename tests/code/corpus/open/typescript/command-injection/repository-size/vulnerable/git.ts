import { execSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export class Git {
  private folder = '';

  constructor(private readonly root: string) {}

  private run(...words: string[]): void {
    execSync(['git', ...words].join(' '), { cwd: this.root, stdio: 'ignore' }); // FAULT command-injection
  }

  clone(address: string, branch: string): this {
    this.folder = mkdtempSync(join(this.root, 'clone-'));
    this.run('clone', '--depth=1', `--branch=${branch}`, '--', address, this.folder);
    return this;
  }

  files(): number {
    return readdirSync(this.folder, { recursive: true }).length;
  }
}
