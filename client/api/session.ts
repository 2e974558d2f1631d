import type { User } from "../../shared/api/people.ts";
import { request, send } from "./request.ts";

/** Signs the owner in by e-mail and password. @throws AppError SIGNED_OUT when they do not fit. */
export async function signIn(email: string, password: string): Promise<void> {
  await send("/api/auth/sign-in/email", "POST", { email, password });
}

/** Ends the session on the server. @throws AppError. */
export async function signOut(user: User): Promise<void> {
  if (user.kind === "guest") await request("leaveAsGuest", {});
  else await send("/api/auth/sign-out", "POST", {});
}
