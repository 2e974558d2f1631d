import { notifications } from "@mantine/notifications";

/** Says that something did not work: what happened, then what is safe or what to do. */
export function showError(title: string, message = ""): void {
  notifications.show({ title, message, color: "orange", autoClose: 8_000 });
}

/** Says that something was done, where the page itself does not show it. */
export function showNotice(message: string): void {
  notifications.show({ message, autoClose: 4_000 });
}
