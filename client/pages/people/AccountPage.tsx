import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries.ts";
import { GuestPage } from "./GuestPage.tsx";
import { MyDataPart } from "./MyDataPart.tsx";
import { NamePart } from "./NamePart.tsx";
import { PasswordPart } from "./PasswordPart.tsx";
import { PeopleFrame } from "./PeopleFrame.tsx";
import { SecondFactorPart } from "./SecondFactorPart.tsx";
import { SessionsPart } from "./SessionsPart.tsx";
import { TokensPart } from "./TokensPart.tsx";
import { WorkspacesPart } from "./WorkspacesPart.tsx";

/** One's own account: name, ways to sign in, where one is signed in, tokens, one's data. */
export function AccountPage() {
  const me = useQuery(queries.me()).data;
  if (me === undefined) return null;
  const { user, account, workspaces } = me;
  if (account === undefined) return <GuestPage user={user} />;
  return (
    <PeopleFrame title="Account">
      <NamePart name={user.name} email={account.email} />
      <PasswordPart hasPassword={account.hasPassword} />
      <SecondFactorPart account={account} />
      <SessionsPart />
      <WorkspacesPart workspaces={workspaces} />
      <TokensPart />
      <MyDataPart user={user} account={account} />
    </PeopleFrame>
  );
}
