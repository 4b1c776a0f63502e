import { unlink } from 'node:fs/promises';
import { posix } from 'node:path';
import type { AppSyncIdentityCognito, AppSyncResolverEvent } from 'aws-lambda';

const DRAFTS = '/mnt/drafts';

const cleaned = (name: string): string => posix.basename(posix.normalize(`/${name}`));

/** Mutation.deleteDraft(name: String!) */
export async function handler(event: AppSyncResolverEvent<{ name: string }>): Promise<boolean> {
  const { sub } = event.identity as AppSyncIdentityCognito;
  const file = posix.join(DRAFTS, sub, cleaned(event.arguments.name));
  try {
    await unlink(file);
    return true;
  } catch {
    return false;
  }
}
