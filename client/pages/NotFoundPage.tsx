import { Message } from "../ui/Message.tsx";
import { ButtonLink } from "../ui/Button.tsx";

export function NotFoundPage() {
  return (
    <main id="main">
      <title>Not found · Kept</title>
      <Message
        title="There is nothing here"
        text="The address may be mistyped, or what was here is gone. Your maps are on the first page."
      >
        <ButtonLink primary to="/">
          Go to my maps
        </ButtonLink>
      </Message>
    </main>
  );
}
