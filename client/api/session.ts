import type { SignedIn, User } from "../../shared/api/people.ts";
import { request, send } from "./request.ts";

/** Signs in by e-mail and password; the answer may ask for a second step. @throws AppError SIGNED_OUT when they do not fit. */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  const response = await send("/api/auth/sign-in/email", "POST", { email, password });
  return (await response.json()) as SignedIn;
}

/** Ends the session on the server. @throws AppError. */
export async function signOut(user: User): Promise<void> {
  if (user.kind === "guest") await request("leaveAsGuest", {});
  else await send("/api/auth/sign-out", "POST", {});
}
