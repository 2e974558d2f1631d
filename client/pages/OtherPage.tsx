import { lazyPart } from "../ui/lazyPart.ts";
import { ClaimPage } from "./entry/ClaimPage.tsx";
import { InvitationPage } from "./entry/InvitationPage.tsx";
import { JoinPage } from "./entry/JoinPage.tsx";
import { NewPasswordPage } from "./entry/NewPasswordPage.tsx";
import { SignInLinkPage } from "./entry/SignInLinkPage.tsx";
import { SignInPage } from "./entry/SignInPage.tsx";
import { SignUpPage } from "./entry/SignUpPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { RequireMe } from "./RequireMe.tsx";

const AccountPage = lazyPart(async () => (await import("./people/AccountPage.tsx")).AccountPage);
const WorkspacePage = lazyPart(async () => (await import("./people/WorkspacePage.tsx")).WorkspacePage);
const StudioPage = lazyPart(async () => (await import("./people/StudioPage.tsx")).StudioPage);

/** Every page besides home and the maps: the ways in, and the pages about people. Loaded when one of them is opened. */
export function OtherPage({ path }: { path: string }) {
  switch (path) {
    case "/sign-in":
      return <SignInPage />;
    case "/sign-in/link":
      return <SignInLinkPage />;
    case "/sign-up":
      return <SignUpPage />;
    case "/password":
      return <NewPasswordPage />;
    case "/invitation":
      return <InvitationPage />;
    case "/claim":
      return <ClaimPage />;
    case "/join":
      return <JoinPage />;
    case "/account":
      return (
        <RequireMe>
          <AccountPage />
        </RequireMe>
      );
  }
  const [, first, rest] = /^\/(workspaces|studio)(?:\/(.+))?$/.exec(path) ?? [];
  if (first === undefined || (first === "workspaces" && rest === undefined)) return <NotFoundPage />;
  const parts = (rest ?? "").split("/");
  return (
    <RequireMe>
      {first === "studio" ? (
        <StudioPage view={parts.join("/")} />
      ) : (
        <WorkspacePage key={parts[0]} id={parts[0] ?? ""} view={parts.slice(1).join("/")} />
      )}
    </RequireMe>
  );
}
