import type { Me } from "../../shared/api/people.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { Passwords } from "../auth/passwords.ts";
import type { SecondFactors } from "../auth/secondFactor.ts";
import { type Who, roleIn } from "../auth/who.ts";
import type { Workspaces } from "./workspaces.ts";

export interface MeDeps {
  accounts: Accounts;
  passwords: Passwords;
  secondFactors: SecondFactors;
  workspaces: Workspaces;
}

/** What somebody is told of himself. */
export type ReadMe = (who: Exclude<Who, { kind: "anonymous" }>) => Promise<Me>;

export function openReadMe({ accounts, passwords, secondFactors, workspaces }: MeDeps): ReadMe {
  return async (who) => {
    const all = who.kind === "guest" ? [] : await workspaces.list();
    const mine = all.flatMap((workspace) => {
      const role = roleIn(who, workspace.id);
      return role === undefined ? [] : [{ ...workspace, role }];
    });
    const maps = who.kind === "program" ? [] : [...who.maps].map(([id, role]) => ({ id, role }));
    const me = { user: who.user, workspaces: mine, maps };
    if (who.kind !== "account") return me;
    const { id } = who.user;
    const account = await accounts.find({ id });
    if (account === undefined) return me;
    return {
      ...me,
      account: {
        email: account.email,
        isAdmin: who.isAdmin,
        hasPassword: await passwords.has(id),
        hasSecondFactor: await secondFactors.isOn(id),
      },
    };
  };
}
