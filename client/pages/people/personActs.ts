/** What an administrator may do to an account, and what is sent for those acts that are one change. */
export const personChanges = {
  disable: { isDisabled: true },
  enable: { isDisabled: false },
  promote: { isAdmin: true },
  demote: { isAdmin: false },
  stopFactor: { hasSecondFactor: false },
} as const;

export type PersonChange = keyof typeof personChanges;

export type PersonAct = PersonChange | "resetLink" | "erase";
