import type { FastifyRequest } from "fastify";
import type { Account } from "../auth/accounts.ts";
import type { InvitedBy } from "../auth/signIns.ts";
import type { Invitations } from "../people/invitations.ts";
import type { Joining } from "../people/joining.ts";
import { AppError } from "../../shared/errors.ts";

/**
 * Takes up the invitation that somebody came by, where signing in did not do so already. False when it is not for his
 * address, or is worth nothing any more: what it is to is then not his to see.
 */
export async function takeUpInvitation(
  invitation: InvitedBy,
  { id, email }: Account,
  request: FastifyRequest,
  deps: { invitations: Invitations; joining: Joining },
): Promise<boolean> {
  if (invitation.email !== email) return false;
  const open = (await deps.invitations.findAll(email)).find((each) => each.id === invitation.id);
  if (open === undefined) return true;
  request.trail.workspace = open.workspaceId ?? undefined;
  request.trail.map = open.mapId ?? undefined;
  try {
    await deps.joining.accept(open, id);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}
