import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Message } from "../ui/Message.tsx";

export function NotFoundPage() {
  return (
    <main id="main">
      <title>Not found · Kept</title>
      <Message
        title="There is nothing here"
        text="The address may be mistyped, or what was here is gone. Your maps are on the first page."
      >
        <Button component={Link} to="/">
          Go to my maps
        </Button>
      </Message>
    </main>
  );
}
